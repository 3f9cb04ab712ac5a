"""Write the ledger of contributions: declare, object, settle, withdraw; recognise from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from terreau.commons.actions.community import stewards_left
from terreau.commons.actions.keeping import locked, reasoned, require, touch
from terreau.commons.errors import (
    BadgeGivenError,
    CommonsKeyTakenError,
    ContributionClosedError,
    SettleAloneError,
    UnknownContributionError,
)
from terreau.commons.models import OBJECTION_DAYS, Commons, Contribution, Gave, Objection
from terreau.foundation.errors import NotAllowedError
from terreau.needs.rules import belongs
from terreau.participation.actions import record
from terreau.participation.pace import keep_pace_of_links
from terreau.people.words import one_line
from terreau.recognition.actions import Gift, award

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal
    from uuid import UUID

    from terreau.people.models import Organisation, User
    from terreau.recognition.models import Achievement

State = Contribution.State


@dataclass(frozen=True)
class Given:
    """What was given, how much, when, and for whom: oneself, an organisation, or a bare name."""

    gave: Gave
    quantity: Decimal
    unit: str
    words: str
    done_on: dt.date
    organisation: Organisation | None = None
    name: str = ""


@transaction.atomic
def declare(pk: int, given: Given, *, by: User, key: UUID | None = None) -> Contribution:
    """Declare a contribution, open to objection from now; the same `key` sent twice is one.

    For oneself or one's organisation when one is in the community; for a group by its name when one cares for
    the commons. Raises NotAllowedError, CommonsKeyTakenError.
    """
    keep_pace_of_links(by, given.words)
    commons = locked(pk)
    require("commons.declare", by, commons)
    if given.organisation is not None and not belongs(by, given.organisation):
        raise NotAllowedError
    if given.name and not by.has_perm("commons.declare_for_a_group", commons):
        raise NotAllowedError
    now = timezone.now()
    entry = Contribution(
        commons=commons,
        gave=given.gave,
        quantity=given.quantity,
        unit=one_line(given.unit)[:30],
        words=one_line(given.words)[:300],
        done_on=given.done_on,
        user=None if given.organisation or given.name else by,
        organisation=given.organisation,
        name="" if given.organisation else one_line(given.name)[:160],
        declared_by=by,
        declared_at=now,
        open_until=now + timedelta(days=OBJECTION_DAYS),
        key=key,
    )
    try:
        with transaction.atomic():
            entry.save()
    except IntegrityError:
        known = Contribution.objects.filter(key=key, declared_by=by).first() if key else None
        if known is None:
            raise CommonsKeyTakenError from None
        return known
    touch(commons)
    record("declare", commons, by=by, reason=entry.words, organisation=given.organisation)
    return entry


@transaction.atomic
def object_to(pk: int, key: int, *, by: User, reason: str) -> Objection:
    """Say that a contribution is not so, while it may be said.

    Raises NotAllowedError, ReasonNeededError, ContributionClosedError when the time is over.
    """
    commons = locked(pk)
    require("commons.object", by, commons)
    entry = _held(commons, key)
    if entry.state not in (State.DECLARED, State.OBJECTED) or entry.is_kept():
        raise ContributionClosedError
    objection = Objection.objects.create(contribution=entry, by=by, reason=reasoned(reason)[:300])
    Contribution.objects.filter(pk=entry.pk).update(state=State.OBJECTED)
    touch(commons)
    record("object", commons, by=by, reason=f"{entry.words} · {objection.reason}")
    return objection


@transaction.atomic
def settle(
    pk: int, key: int, *, by: User, keep: bool, reason: str, quantity: Decimal | None = None
) -> Contribution:
    """Settle a contribution that was objected to: kept (as it is or for another quantity), or set aside.

    Raises NotAllowedError, ReasonNeededError, ContributionClosedError, and SettleAloneError when one would
    settle one's own while somebody else could.
    """
    commons = locked(pk)
    require("commons.settle", by, commons)
    entry = _held(commons, key)
    if entry.state != State.OBJECTED:
        raise ContributionClosedError
    if by.pk in (entry.declared_by_id, entry.user_id) and stewards_left(commons, but=by.pk):
        raise SettleAloneError
    entry.state = State.KEPT if keep else State.REFUSED
    if keep and quantity is not None:
        entry.quantity = quantity
    entry.settled_by, entry.settled_at, entry.settled_reason = by, timezone.now(), reasoned(reason)[:300]
    entry.save()
    touch(commons)
    record(
        "settle" if keep else "set-aside", commons, by=by, reason=f"{entry.words} · {entry.settled_reason}"
    )
    return entry


@transaction.atomic
def withdraw(pk: int, key: int, *, by: User) -> None:
    """Take back what one declared, before it is kept; raises NotAllowedError, ContributionClosedError."""
    commons = locked(pk)
    entry = _held(commons, key)
    if entry.declared_by_id != by.pk:
        raise NotAllowedError
    if entry.state not in (State.DECLARED, State.OBJECTED) or entry.is_kept():
        raise ContributionClosedError
    Contribution.objects.filter(pk=entry.pk).update(state=State.WITHDRAWN)
    touch(commons)
    record("withdraw", commons, by=by, reason=entry.words)


@transaction.atomic
def recognise(pk: int, key: int, achievement: Achievement, *, by: User) -> str:
    """Give a badge of which this contribution is the evidence, in one gesture; answers the code of the award.

    Who did it with an account takes it by e-mail; otherwise with the code on its sheet. Raises
    NotAllowedError, ContributionClosedError when it is not kept, BadgeGivenError, and what giving raises.
    """
    commons = locked(pk)
    entry = _held(commons, key)
    if not entry.is_kept():
        raise ContributionClosedError
    if entry.award:
        raise BadgeGivenError
    person = entry.user
    evidence = {
        "kind": "link",
        "name": f"{commons.title} · {entry.words}"[:200],
        "url": settings.ADDRESS + entry.get_absolute_url(),
    }
    gift = Gift(
        email=person.email if person else "",
        name=person.shown_name if person else entry.name,
        narrative=f"{entry.words} ({entry.quantity.normalize():f} {entry.unit}, {entry.done_on:%d/%m/%Y})",
        evidence=(evidence,),
        for_someone=person is None,
    )
    made = award(achievement, [gift], by=by)
    Contribution.objects.filter(pk=entry.pk).update(award=made[0].code)
    return made[0].code


def _held(commons: Commons, key: int) -> Contribution:
    found = Contribution.objects.filter(commons=commons, pk=key).select_related("user").first()
    if found is None:
        raise UnknownContributionError
    return found
