"""What people do around a thing, made in one line for tests.

The thing is a need: rooms below know none, and tests may look at the whole from where they stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.needs.tests.builders import (
    a_mediator,
    a_metropolis,
    a_need,
    a_person,
    a_steward,
    a_telling,
    a_territory,
    an_organisation,
)
from terreau.participation import actions
from terreau.participation.queries.following import target_named
from terreau.participation.tests import pictures

if TYPE_CHECKING:
    from typing import Any
    from uuid import UUID

    from terreau.needs.models import Need
    from terreau.participation.models import Attachment, Comment, Follow
    from terreau.people.models import User


def a_comment(
    need: Need, text: str = "Je connais ce trajet.", *, by: User | None = None, **said: Any
) -> Comment:
    return actions.say(need, actions.Said(text, **said), by=by or a_person())


def a_follow(
    by: User, need: Need | None = None, *, rhythm: str = "daily", word: str = "", key: str = ""
) -> Follow:
    target = target_named("besoin", str(need.pk)) if need else target_named(word, key)
    return actions.follow(target, by=by, rhythm=rhythm)


def sent(
    data: bytes | None = None,
    name: str = "photo.jpg",
    *,
    description: str = "Un arrêt sans abri.",
    **said: Any,
) -> actions.Sent:
    data = pictures.a_jpeg() if data is None else data
    return actions.Sent(name, data, actions.Words(description), **said)


def a_file(
    need: Need,
    data: bytes | None = None,
    name: str = "photo.jpg",
    *,
    by: User | None = None,
    key: UUID | None = None,
    **said: Any,
) -> Attachment:
    return actions.attach(need, sent(data, name, **said), by=by or a_person(), key=key)


__all__ = [
    "a_comment",
    "a_file",
    "a_follow",
    "a_mediator",
    "a_metropolis",
    "a_need",
    "a_person",
    "a_steward",
    "a_telling",
    "a_territory",
    "an_organisation",
    "sent",
]
