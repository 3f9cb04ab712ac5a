"""Photographs and files attached to a need, made in one line for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from terreau.participation import actions
from terreau.participation.tests import pictures
from terreau.participation.tests.builders import a_person

if TYPE_CHECKING:
    from uuid import UUID

    from terreau.needs.models import Need
    from terreau.participation.models import Attachment
    from terreau.people.models import User


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
