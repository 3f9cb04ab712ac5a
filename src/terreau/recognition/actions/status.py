"""Revoke, suspend, restore, correct: each with a public reason, each in the signed list at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from terreau.participation.actions import record
from terreau.recognition.actions.awarding import Gift, give
from terreau.recognition.actions.keeping import reasoned, require, sign_lists, signing_key, touch
from terreau.recognition.errors import StatusUnchangedError
from terreau.recognition.models import Award, StatusRegister

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from terreau.people.models import User


@transaction.atomic
def revoke(awards: Sequence[Award], *, by: User, reason: str) -> None:
    """Take badges back for good. Raises NotAllowedError, ReasonNeededError, StatusUnchangedError."""
    _change(awards, by, reason, "revoke-badge", _revoked)


@transaction.atomic
def suspend(awards: Sequence[Award], *, by: User, reason: str) -> None:
    """Take badges back for a while."""
    _change(awards, by, reason, "suspend-badge", _suspended)


@transaction.atomic
def restore(awards: Sequence[Award], *, by: User, reason: str) -> None:
    """End a suspension; what was revoked stays so."""
    _change(awards, by, reason, "restore-badge", _restored)


@transaction.atomic
def correct(award: Award, gift: Gift, *, by: User, reason: str) -> Award:
    """Give the badge again, right this time, and revoke the first; each leads to the other.

    The person keeps their choice. Raises as `revoke` and `award` do.
    """
    require("recognition.change_status", by, award)
    said = reasoned(reason)
    _change([award], by, said, "correct-badge", _revoked)
    made = give(award.version.achievement, [gift], by=by, again=True)[0]
    made.replaces = award
    if made.recipient_id is not None:
        made.visibility, made.shows_name = award.visibility, award.shows_name and bool(made.recipient_name)
    made.save(update_fields=["replaces", "visibility", "shows_name"])
    return made


def _change(
    awards: Sequence[Award],
    by: User,
    reason: str,
    verb: str,
    step: Callable[[Award, dt.datetime], bool],
) -> None:
    said, now = reasoned(reason), timezone.now()
    first = awards[0]
    require("recognition.change_status", by, first)
    touch(
        first.version.achievement_id
    )  # first, as giving a badge does: two actions never wait for each other
    registers = StatusRegister.objects.select_for_update(of=("self",)).filter(
        awards__in=[one.pk for one in awards]
    )
    held = {register.pk: register for register in registers.order_by("pk")}
    changed = []
    kept = Award.objects.filter(pk__in=[one.pk for one in awards], issuer=first.issuer_id)
    for one in kept.order_by("pk"):
        if step(one, now):
            one.status_reason = said
            changed.append(one)
    if not changed:
        raise StatusUnchangedError
    Award.objects.bulk_update(changed, ["revoked_at", "suspended_at", "status_reason"])
    issuer = first.issuer
    key = signing_key(issuer)
    for register in held.values():
        sign_lists(register, issuer, key)
    record(verb, first.version.achievement, by=by, reason=said, organisation=issuer.organisation)


def _revoked(award: Award, now: dt.datetime) -> bool:
    if award.revoked_at is not None:
        return False
    award.revoked_at = now
    return True


def _suspended(award: Award, now: dt.datetime) -> bool:
    if award.revoked_at is not None or award.suspended_at is not None:
        return False
    award.suspended_at = now
    return True


def _restored(award: Award, _now: dt.datetime) -> bool:
    if award.revoked_at is not None or award.suspended_at is None:
        return False
    award.suspended_at = None
    return True
