"""Answer to a badge: take it or not, and choose who may see it. No account is needed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone

from terreau.people.words import one_line
from terreau.recognition.actions.keeping import require, sign_lists, signing_key, touch
from terreau.recognition.errors import (
    AlreadyAnsweredError,
    AlreadyClaimedError,
    OfferGoneError,
    SealedKeyLostError,
)
from terreau.recognition.models import Award, Standing, StatusRegister, Visibility

if TYPE_CHECKING:
    from terreau.people.models import User


@dataclass(frozen=True)
class Answer:
    """Who may see the badge, and whether the name is shown with it."""

    visibility: Visibility = Visibility.LINK
    shows_name: bool = False
    name: str = ""


@transaction.atomic
def accept(award: Award, answer: Answer, *, by: User | None = None) -> Award:
    """Take a badge, into an account when there is one; the address it was sent to is forgotten.

    Whoever calls it has shown the code of the award, or that its address is theirs. Taking it twice changes
    nothing. Raises OfferGoneError, AlreadyAnsweredError, AlreadyClaimedError.
    """
    kept = _held(award)
    if kept.standing == Standing.ACCEPTED:
        return _attached(kept, by)
    if kept.standing == Standing.REFUSED:
        raise AlreadyAnsweredError(standing=Standing.REFUSED.label)
    if kept.revoked_at is not None:
        raise OfferGoneError(reason=kept.status_reason)
    kept.standing, kept.answered_at, kept.email = Standing.ACCEPTED, timezone.now(), ""
    kept.recipient = by
    _show(kept, answer)
    kept.save()
    return kept


@transaction.atomic
def refuse(award: Award) -> Award:
    """Do not take a badge: it is shown nowhere, and the name and address of the person are forgotten.

    It is revoked too, so that no copy of the file stays valid against the person's will.
    """
    kept = _held(award)
    if kept.standing != Standing.OFFERED:
        raise AlreadyAnsweredError(standing=Standing(kept.standing).label)
    kept.standing, kept.answered_at = Standing.REFUSED, timezone.now()
    kept.email = kept.email_seal = kept.recipient_name = kept.narrative = ""
    kept.evidence, kept.credential, kept.shows_name = [], {}, False
    kept.revoked_at = kept.answered_at
    kept.save()
    with suppress(SealedKeyLostError):  # a person's refusal stands, whatever became of the issuer's key
        register = StatusRegister.objects.select_for_update().get(pk=kept.register_id)
        sign_lists(register, kept.issuer, signing_key(kept.issuer))
    return kept


@transaction.atomic
def attach(award: Award, *, by: User) -> Award:
    """Put a badge taken without an account into one. Raises AlreadyClaimedError, AlreadyAnsweredError."""
    kept = _held(award)
    if kept.standing != Standing.ACCEPTED:
        raise AlreadyAnsweredError(standing=Standing(kept.standing).label)
    return _attached(kept, by)


@transaction.atomic
def change_visibility(award: Award, answer: Answer, *, by: User | None = None) -> Award:
    """Choose again who may see it. `by` None is whoever holds its code, as long as no account has it.

    Raises NotAllowedError, AlreadyAnsweredError.
    """
    kept = _held(award)
    if by is not None or kept.recipient_id is not None:
        require("recognition.look_after_award", by or AnonymousUser(), kept)
    if kept.standing != Standing.ACCEPTED:
        raise AlreadyAnsweredError(standing=Standing(kept.standing).label)
    _show(kept, answer)
    kept.save()
    return kept


def _held(award: Award) -> Award:
    """The award, held; its badge is touched first, as in every other action."""
    touch(award.version.achievement_id)
    return Award.objects.select_for_update(of=("self",)).select_related("version").get(pk=award.pk)


def _attached(kept: Award, by: User | None) -> Award:
    if by is None or kept.recipient_id == by.pk:
        return kept
    if kept.recipient_id is not None:
        raise AlreadyClaimedError
    kept.recipient = by
    kept.save(update_fields=["recipient"])
    return kept


def _show(kept: Award, answer: Answer) -> None:
    kept.visibility, kept.shows_name = answer.visibility, answer.shows_name
    if answer.name.strip():
        kept.recipient_name = one_line(answer.name)[:80]
    if not kept.recipient_name:
        kept.shows_name = False
