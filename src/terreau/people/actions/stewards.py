"""Who runs the instance, and the blocking of accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from terreau.foundation.slots import Act, tell
from terreau.people.actions.accounts import end_sign_ins, open_account
from terreau.people.errors import BlockedPersonError, LastStewardError, StewardBlockedError
from terreau.people.models import User
from terreau.people.rules import require
from terreau.people.words import one_line
from terreau.territories.queries import home

if TYPE_CHECKING:
    from collections.abc import Collection


@transaction.atomic
def appoint_first_steward(email: str) -> User:
    """Make the account of `email` a steward; for the host's command line, which answers to nobody here."""
    person = open_account(email)
    return _appoint(person)


@transaction.atomic
def appoint_steward(by: User, person: User) -> None:
    """Name another steward. Raises NotAllowedError, BlockedPersonError."""
    require(by, "people.appoint_steward")
    was_steward = User.objects.filter(pk=person.pk, is_steward=True).exists()
    _appoint(person)
    if not was_steward:
        _tell_of_the_territory("appoint-steward", by)


@transaction.atomic
def dismiss_steward(by: User, person: User) -> None:
    """Take the role back, one's own included; raises LastStewardError: two at once leave one."""
    require(by, "people.appoint_steward")
    stewards = locked_stewards()
    if person.pk in stewards and len(stewards) == 1:
        raise LastStewardError
    User.objects.filter(pk=person.pk).update(is_steward=False)
    person.is_steward = False
    if person.pk in stewards:
        _tell_of_the_territory("dismiss-steward", by)


@transaction.atomic
def block(by: User, person: User, reason: str) -> None:
    """Close the door to a person and end their sign-ins; the journal says that one was blocked, and why.

    It never says who: `reason` is public and must not let anyone guess. What they published stays:
    taking it away is another decision. Raises NotAllowedError,
    StewardBlockedError.
    """
    require(by, "people.block_user", person)
    kept = User.objects.select_for_update().get(pk=person.pk)
    if kept.is_steward:
        raise StewardBlockedError
    kept.is_active, kept.blocked_at, kept.blocked_by = False, timezone.now(), by
    kept.blocked_reason = one_line(reason)[:300]
    kept.save(update_fields=["is_active", "blocked_at", "blocked_by", "blocked_reason"])
    end_sign_ins(kept)
    _tell_of_the_territory("block-account", by, kept.blocked_reason)


@transaction.atomic
def unblock(by: User, person: User) -> None:
    """Open the door again; of the blocking, only the lines of the journal stay, and they name nobody."""
    require(by, "people.block_user", person)
    blocked = User.objects.filter(pk=person.pk, is_active=False)
    if blocked.update(is_active=True, blocked_at=None, blocked_by=None, blocked_reason=""):
        _tell_of_the_territory("unblock-account", by)


def locked_stewards() -> Collection[int]:
    """Primary keys of the stewards, whose rows stay locked until the transaction ends."""
    return list(
        User.objects.select_for_update().filter(is_steward=True).order_by("pk").values_list("pk", flat=True)
    )


def _tell_of_the_territory(verb: str, by: User, reason: str = "") -> None:
    # On the territory and not on the person: a line of the journal stays, and would keep pointing at them.
    if (territory := home()) is not None:
        tell(Act(verb, territory, by, reason))


def _appoint(person: User) -> User:
    kept = User.objects.select_for_update().get(pk=person.pk)
    if not kept.is_active:
        raise BlockedPersonError
    kept.is_steward = True
    kept.save(update_fields=["is_steward"])
    return kept
