"""What the pages of a badge, an award and an issuer show, and to whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import rules
from django.utils import timezone
from django.utils.translation import gettext as _

from terreau.participation import kinds
from terreau.recognition import codes
from terreau.recognition.errors import (
    UnknownAwardError,
    UnknownBadgeError,
    UnknownClaimError,
    UnknownIssuerError,
)
from terreau.recognition.models import Achievement, Award, Issuer, Poster, Standing, Version, Visibility

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.contrib.auth.models import AnonymousUser

    from terreau.people.models import User

#: How the rooms below call a badge.
KIND = "recognition.achievement"
AWARD_KIND = "recognition.award"
#: The largest number a database keeps as a key.
_LARGEST = 2**63 - 1


@dataclass(frozen=True)
class State:
    """Where an award stands: a code for its mark, a word, a sentence."""

    code: str
    word: str
    sentence: str
    good: bool


def badge(pk: int) -> Achievement:
    """A badge with its issuer; raises UnknownBadgeError, HiddenThingError."""
    found = (
        Achievement.objects.select_related("issuer__organisation", "issuer__person", "territory", "picture")
        .filter(pk=min(pk, _LARGEST))
        .first()
    )
    if found is None:
        raise UnknownBadgeError
    kinds.refuse_hidden(KIND, found.pk)
    return found


def version(pk: int, number: int) -> Version:
    """A version of a badge; raises UnknownBadgeError, HiddenThingError."""
    found = (
        Version.objects.select_related(
            "achievement__issuer__organisation", "achievement__territory", "picture"
        )
        .filter(achievement_id=min(pk, _LARGEST), number=min(number, _LARGEST))
        .first()
    )
    if found is None:
        raise UnknownBadgeError
    kinds.refuse_hidden(KIND, found.achievement_id)
    return found


def issuer(slug: str) -> Issuer:
    """An issuer by the name in its addresses; raises UnknownIssuerError."""
    found = Issuer.objects.select_related("organisation__territory", "person").filter(slug=slug).first()
    if found is None:
        raise UnknownIssuerError
    return found


def _awards() -> Any:
    return Award.objects.select_related(
        "version__achievement__issuer__organisation",
        "version__achievement__territory",
        "version__picture",
        "issuer__organisation",
        "register",
        "replaces",
        "replaced_by",
    )


def award(code: str) -> Award:
    """An award by its public name, whoever asks; raises UnknownAwardError."""
    found: Award | None = _awards().filter(code=code).first()
    if found is None:
        raise UnknownAwardError
    return found


def award_for(user: User | AnonymousUser, code: str, held: list[str]) -> Award:
    """An award that this person may read; `held` names those they looked after by their code.

    Anyone may read what its holder shows, unless it is hidden; holder and issuer read the others.
    Raises UnknownAwardError, HiddenThingError.
    """
    found = award(code)
    if not found.credential:
        raise UnknownAwardError
    veiled = bool(kinds.hidden(AWARD_KIND, [str(found.pk)]))
    if is_shown(found) and not veiled:
        return found
    if is_holder(user, found, held):
        return found
    if user.is_authenticated and rules.has_perm("recognition.change_status", user, found):
        return found
    if is_shown(found):
        raise kinds.why_hidden(AWARD_KIND, str(found.pk))
    raise UnknownAwardError


def is_shown(found: Award) -> bool:
    """Whether its holder shows it, to everyone or to those who have its address."""
    return found.standing == Standing.ACCEPTED and found.visibility != Visibility.PRIVATE


def hidden_with_their_badge(model: str, keys: Collection[str]) -> set[str] | None:
    """Awards whose badge is hidden are hidden with it."""
    if model != AWARD_KIND:
        return None
    numbers = [key for key in keys if key.isascii() and key.isdigit()]
    found = dict(Award.objects.filter(pk__in=numbers).values_list("pk", "version__achievement_id"))
    veiled = kinds.hidden(KIND, {str(badge) for badge in found.values()})
    return {str(pk) for pk, badge in found.items() if str(badge) in veiled}


def is_holder(user: User | AnonymousUser, found: Award, held: list[str]) -> bool:
    """Whether this person is the one to whom the badge was given."""
    if found.recipient_id is not None:
        return bool(user.is_authenticated and found.recipient_id == user.pk)
    return found.code in held


def award_of_code(said: str) -> Award:
    """The award that a claim code opens; raises UnknownClaimError."""
    code = codes.read(said)
    found: Award | None = _awards().filter(claim_digest=codes.digest(code)).first() if code else None
    if found is None or not (found.credential or found.standing == Standing.REFUSED):
        raise UnknownClaimError
    return found


def poster_of_code(said: str) -> Poster:
    """The poster that a code opens; raises UnknownClaimError, HiddenThingError."""
    code = codes.read(said)
    found = (
        Poster.objects.select_related("achievement__issuer__organisation", "achievement__picture")
        .filter(digest=codes.digest(code))
        .first()
        if code
        else None
    )
    if found is None:
        raise UnknownClaimError
    kinds.refuse_hidden(KIND, found.achievement_id)
    return found


def state_of(found: Award) -> State:
    """Where an award stands today, in words."""
    if found.standing == Standing.REFUSED:
        return State("closed", _("Refusé"), _("La personne n’a pas voulu de ce badge."), good=False)
    if found.revoked_at is not None:
        return State("not-met", _("Révoqué"), _("Qui a donné ce badge l’a repris."), good=False)
    if found.suspended_at is not None:
        return State("closed", _("Suspendu"), _("Ce badge ne vaut pas pour le moment."), good=False)
    if found.valid_until is not None and found.valid_until <= timezone.now():
        return State("closed", _("Expiré"), _("Ce badge n’était valable que pour un temps."), good=False)
    if found.standing == Standing.OFFERED:
        return State("raised", _("Proposé"), _("La personne n’a pas encore répondu."), good=False)
    return State("met", _("En cours de validité"), _("Ce badge est signé et n’a pas été repris."), good=True)


def poster(pk: int) -> Poster:
    """A poster by its number; raises UnknownBadgeError."""
    found = (
        Poster.objects.select_related("achievement__issuer__organisation", "achievement__picture")
        .filter(pk=min(pk, _LARGEST))
        .first()
    )
    if found is None:
        raise UnknownBadgeError
    return found
