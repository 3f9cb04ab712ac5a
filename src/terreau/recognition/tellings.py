"""How badges are spoken of by the rooms below: journal, conversations, letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from terreau.participation import kinds
from terreau.participation.kinds import Kind
from terreau.recognition.rules import signs_this_badge

if TYPE_CHECKING:
    from terreau.people.models import User
    from terreau.recognition.models import Achievement

VERBS = {
    "define-badge": _("a défini le badge"),
    "change-badge": _("a fait une nouvelle version du badge"),
    "retire-badge": _("ne donne plus le badge"),
    "award-badge": _("a donné le badge"),
    "put-up-poster": _("a ouvert par une affiche le badge"),
    "revoke-badge": _("a révoqué une attribution du badge"),
    "suspend-badge": _("a suspendu une attribution du badge"),
    "restore-badge": _("a rétabli une attribution du badge"),
    "correct-badge": _("a corrigé une attribution du badge"),
}


def _answers_for(user: User, achievement: Achievement) -> bool:
    return bool(signs_this_badge(user, achievement))


def _territories(achievement: Achievement) -> dict[str, str]:
    territory = achievement.territory
    return {territory.ref: territory.name} if territory else {}


BADGE = Kind(
    model="recognition.achievement",
    slug="badge",
    label=_("Badge"),
    room="reconnaissance",
    room_label=_("Reconnaissance"),
    title=lambda badge: badge.name,
    url=lambda badge: badge.get_absolute_url(),
    territories=_territories,
    answers_for=_answers_for,
    open_to_words=lambda badge: badge.retired_at is None,
    verbs=VERBS,
)


def register() -> None:
    """Let badges be spoken of; called once from the slots of this room."""
    kinds.register_kind(BADGE)
