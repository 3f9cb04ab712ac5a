"""What people do around a thing, made in one line for tests.

The thing is a need: rooms below know none, and tests may look at the whole from where they stand.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from terreau.needs.tests.builders import (
    a_mediator,
    a_member,
    a_metropolis,
    a_need,
    a_person,
    a_steward,
    a_telling,
    a_territory,
    an_organisation,
)
from terreau.participation import actions
from terreau.participation.models import ApiToken, Scope
from terreau.participation.models.tokens import PERSONAL_SCOPES
from terreau.participation.queries.following import target_named

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Any

    from terreau.needs.models import Need
    from terreau.participation.models import Comment, Follow
    from terreau.people.models import Organisation, User


def a_comment(
    need: Need, text: str = "Je connais ce trajet.", *, by: User | None = None, **said: Any
) -> Comment:
    return actions.say(need, actions.Said(text, **said), by=by or a_person())


def a_follow(
    by: User, need: Need | None = None, *, rhythm: str = "daily", word: str = "", key: str = ""
) -> Follow:
    target = target_named("besoin", str(need.pk)) if need else target_named(word, key)
    return actions.follow(target, by=by, rhythm=rhythm)


def a_token(
    by: User, *scopes: str, organisation: Organisation | None = None, days: int = 30
) -> tuple[ApiToken, str]:
    """A token and its secret; every scope that it may have unless some are named."""
    ends_on = timezone.localdate() + timedelta(days=days)
    asked: Collection[str] = scopes or [
        scope.value for scope in Scope if organisation is None or scope not in PERSONAL_SCOPES
    ]
    return actions.make_token(actions.Terms("Un robot", asked, ends_on), by=by, organisation=organisation)


def bearer(secret: str) -> dict[str, str]:
    """The headers that carry a token, as the test client takes them."""
    return {"Authorization": f"Bearer {secret}"}


__all__ = [
    "a_comment",
    "a_follow",
    "a_mediator",
    "a_member",
    "a_metropolis",
    "a_need",
    "a_person",
    "a_steward",
    "a_telling",
    "a_territory",
    "a_token",
    "an_organisation",
    "bearer",
]
