"""Organisations, as they are spoken of: the room of people stands below and cannot say it itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from terreau.participation import kinds
from terreau.participation.kinds import Kind
from terreau.people.rules import is_holder

if TYPE_CHECKING:
    from terreau.people.models import Organisation, User


def answers_for(user: User, organisation: Organisation) -> bool:
    """Whether this person is one of those in charge."""
    return bool(is_holder(user, organisation))


VERBS = {
    "make-token": _("a créé un jeton pour l’organisation"),
    "revoke-token": _("a révoqué un jeton de l’organisation"),
}

ORGANISATION = Kind(
    model="people.organisation",
    slug="organisation",
    label=_("Organisation"),
    room="organisations",
    room_label=_("Organisations"),
    title=lambda organisation: organisation.name,
    url=lambda organisation: organisation.get_absolute_url(),
    territories=lambda organisation: {organisation.territory_id: organisation.territory.name},
    answers_for=answers_for,
    verbs=VERBS,
)


def register() -> None:
    """Let organisations be spoken of."""
    kinds.register_kind(ORGANISATION)
