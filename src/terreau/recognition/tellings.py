"""How badges are spoken of by the rooms below: journal, conversations, letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from terreau.participation import kinds
from terreau.participation.kinds import Kind
from terreau.recognition.models import Achievement, Visibility
from terreau.recognition.queries import brought, page
from terreau.recognition.rules import signs, signs_this_badge

if TYPE_CHECKING:
    from terreau.people.models import User
    from terreau.recognition.models import Award

VERBS = {
    "define-badge": gettext_lazy("a défini le badge"),
    "change-badge": gettext_lazy("a fait une nouvelle version du badge"),
    "retire-badge": gettext_lazy("ne donne plus le badge"),
    "award-badge": gettext_lazy("a donné le badge"),
    "put-up-poster": gettext_lazy("a ouvert par une affiche le badge"),
    "revoke-badge": gettext_lazy("a révoqué une attribution du badge"),
    "suspend-badge": gettext_lazy("a suspendu une attribution du badge"),
    "restore-badge": gettext_lazy("a rétabli une attribution du badge"),
    "correct-badge": gettext_lazy("a corrigé une attribution du badge"),
}


def _answers_for(user: User, achievement: Achievement) -> bool:
    return bool(signs_this_badge(user, achievement))


def _territories(achievement: Achievement) -> dict[str, str]:
    territory = achievement.territory
    return {territory.ref: territory.name} if territory else {}


def _words(badge: Achievement) -> str:
    aligned = [f"{one.get('name', '')} {one.get('url', '')}" for one in badge.alignments]
    return "\n\n".join(filter(None, (badge.description, badge.criteria, ", ".join(badge.tags), *aligned)))


def _touched(badge: int) -> None:
    """Something hidden, or shown again: lists and panels that were kept are made anew."""
    Achievement.objects.filter(pk=badge).update(touched_at=timezone.now())


BADGE = Kind(
    model="recognition.achievement",
    slug="badge",
    label=gettext_lazy("Badge"),
    room="reconnaissance",
    room_label=gettext_lazy("Reconnaissance"),
    title=lambda badge: badge.name,
    url=lambda badge: badge.get_absolute_url(),
    territories=_territories,
    answers_for=_answers_for,
    open_to_words=lambda badge: badge.retired_at is None,
    verbs=VERBS,
    moderated=True,
    author=lambda badge: badge.defined_by,
    words=_words,
    touched=lambda badge: _touched(badge.pk),
)


def _given(award: Award) -> str:
    """The day, and nothing of the words or the name: a title is repeated in places that nobody moderates."""
    return _("Badge donné le {day}").format(
        day=date_format(timezone.localtime(award.given_at), "DATE_FORMAT")
    )


def _where(award: Award) -> str:
    """Its page when everyone may find it; else its badge: the address of an award is its holder's to give."""
    listed = award.visibility == Visibility.LISTED
    return award.get_absolute_url() if listed else award.version.achievement.get_absolute_url()


def _said(award: Award) -> str:
    evidence = [f"{one.get('name', '')} {one.get('url', '')}" for one in award.evidence]
    return "\n\n".join(filter(None, (award.version.name, award.public_name, award.narrative, *evidence)))


AWARD = Kind(
    model=page.AWARD_KIND,
    slug="attribution",
    label=gettext_lazy("Badge donné"),
    room="reconnaissance",
    room_label=gettext_lazy("Reconnaissance"),
    title=_given,
    url=_where,
    territories=lambda award: _territories(award.version.achievement),
    answers_for=lambda user, award: award.recipient_id == user.pk,
    author=lambda award: award.given_by,
    words=_said,
    touched=lambda award: _touched(award.version.achievement_id),
    stands_alone=False,
    moderated=True,
    reportable=page.is_shown,
)

#: Acts on the keys and the badges of whoever signs, an organisation or a person.
ISSUER_VERBS = {
    "bring-badges": gettext_lazy("a apporté d’une autre instance des badges de"),
    "export-badge-key": gettext_lazy("a emporté la clé de signature de"),
    "renew-badge-key": gettext_lazy("a renouvelé la clé de signature de"),
    "revoke-badge-key": gettext_lazy("a révoqué une clé de signature de"),
}

#: A person who signs in their own name, which their account may leave: no line repeats it.
ISSUER = Kind(
    model="recognition.issuer",
    slug="emetteur",
    label=gettext_lazy("Émetteur de badges"),
    room="reconnaissance",
    room_label=gettext_lazy("Reconnaissance"),
    title=lambda _issuer: _("ses propres badges"),
    url=lambda issuer: issuer.get_absolute_url(),
    answers_for=lambda user, issuer: issuer.person_id == user.pk,
    open_to_words=lambda _issuer: False,
    stands_alone=False,
)

BROUGHT = Kind(
    model=brought.KIND,
    slug="badge-apporte",
    label=gettext_lazy("Badge apporté"),
    room="reconnaissance",
    room_label=gettext_lazy("Reconnaissance"),
    title=lambda one: _("Badge venu de {host}").format(host=one.brought.host),
    url=lambda one: (
        one.get_absolute_url() if brought.is_shown(one) else one.brought.issuer.get_absolute_url()
    ),
    answers_for=lambda user, one: bool(signs(user, one.brought.issuer)),
    author=lambda one: one.brought.brought_by,
    words=brought.words,
    stands_alone=False,
    moderated=True,
    reportable=brought.is_shown,
)


def register() -> None:
    """Let badges be spoken of and awards be reported; called once from the slots of this room."""
    kinds.register_kind(BADGE)
    kinds.register_kind(AWARD)
    kinds.register_kind(ISSUER)
    kinds.add_verbs(ISSUER_VERBS)
    kinds.register_kind(BROUGHT)
