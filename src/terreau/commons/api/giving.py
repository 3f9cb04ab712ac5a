"""What people gave to commons, through the API: declared, open to objection, settled."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - read by ninja at run time
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

from django.conf import settings
from ninja import Field, Query, Schema
from pydantic import WithJsonSchema

from terreau.commons import actions
from terreau.commons.api.asking import (
    Name,
    Reason,
    Slug,
    WhichPage,
    Words,
    YesOrNo,
    in_whose_name,
    its_own,
)
from terreau.commons.api.reading import Number, router
from terreau.commons.models import Contribution, Gave
from terreau.commons.queries import ledger, page
from terreau.foundation.patterns import LINE
from terreau.foundation.problems import PROBLEMS
from terreau.needs.api.days import Day  # noqa: TC001 - read by ninja at run time
from terreau.participation.api import WRITES, BearerToken, SentKey, caller_of, keep_pace, once
from terreau.participation.models import Scope

if TYPE_CHECKING:
    from django.http import HttpRequest

Quantity = Annotated[
    Decimal,
    Field(gt=0, le=1_000_000_000, max_digits=12, decimal_places=2),
    WithJsonSchema({"type": "number", "exclusiveMinimum": 0, "maximum": 1_000_000_000, "multipleOf": 0.01}),
]
GaveSaid = Annotated[Gave, WithJsonSchema({"type": "string", "enum": list(Gave.values)})]


class EntryTold(Schema):
    """A contribution: what, how much, for whom, what became of it."""

    id: int
    url: str
    gave: GaveSaid
    quantity: float
    unit: str
    words: str
    done_on: dt.date
    whom: str = Field(description="As everyone may read it.")
    declared_at: dt.datetime
    open_until: dt.datetime = Field(description="Until when anyone of the community may object.")
    kept: bool
    state: str
    settled_reason: str


class EntryPage(Schema):
    """One page of the ledger."""

    total: int
    page: int
    pages: int
    items: list[EntryTold]


class EntryDeclared(Schema):
    """What was given, for oneself, one's organisation, or a group by its name."""

    gave: GaveSaid
    quantity: Quantity
    unit: Annotated[str, Field(min_length=1, max_length=30, pattern=LINE)]
    words: Words
    done_on: Day
    organisation: Slug = ""
    name: Name = ""


class ObjectionSaid(Schema):
    """Why it is not so."""

    reason: Reason


class Settlement(Schema):
    """Kept, as it is or for another quantity, or set aside; and why."""

    keep: YesOrNo
    reason: Reason
    quantity: Quantity | None = None


@router.get(
    "/{pk}/contributions",
    response={200: EntryPage, **PROBLEMS},
    summary="The ledger of a commons",
    operation_id="list_contributions",
)
def list_contributions(request: HttpRequest, pk: Number, asked: Annotated[WhichPage, Query()]) -> EntryPage:  # noqa: ARG001
    """What was given, the latest first, fifty a page."""
    commons = page.commons(pk)
    found = ledger.page_of(commons, asked.page)
    return EntryPage(
        total=found.paginator.count,
        page=found.number,
        pages=found.paginator.num_pages,
        items=[_entry(one) for one in found.object_list],
    )


@router.post(
    "/{pk}/contributions",
    auth=BearerToken(Scope.COMMONS),
    response={201: EntryTold, **WRITES},
    summary="Declare a contribution",
    operation_id="declare_contribution",
)
def declare(request: HttpRequest, pk: Number, asked: EntryDeclared, sent: SentKey = "") -> Any:
    """Say what was given; anyone of the community may object for fourteen days."""
    caller = caller_of(request)
    keep_pace(request, "declare-contribution", "120/h")
    given = actions.Given(
        Gave(asked.gave),
        asked.quantity,
        asked.unit,
        asked.words,
        asked.done_on,
        in_whose_name(caller, asked.organisation, asked.name),
        asked.name,
    )
    return once(request, sent, 201, lambda: _entry(actions.declare(pk, given, by=caller.user)))


@router.post(
    "/{pk}/contributions/{entry}/objections",
    auth=BearerToken(Scope.TAKE_PART),
    response={201: EntryTold, **WRITES},
    summary="Object to a contribution",
    operation_id="object_to_contribution",
)
def object_to(
    request: HttpRequest, pk: Number, entry: Number, asked: ObjectionSaid, sent: SentKey = ""
) -> Any:
    """Say publicly that it is not so, while it may be said."""
    caller = caller_of(request)
    keep_pace(request, "object-contribution", "60/h")

    def act() -> EntryTold:
        actions.object_to(pk, entry, by=caller.user, reason=asked.reason)
        return _entry(ledger.entry(page.commons(pk), entry))

    return once(request, sent, 201, act)


@router.post(
    "/{pk}/contributions/{entry}/settle",
    auth=BearerToken(Scope.COMMONS),
    response={200: EntryTold, **WRITES},
    summary="Settle a contribution",
    operation_id="settle_contribution",
)
def settle(request: HttpRequest, pk: Number, entry: Number, asked: Settlement, sent: SentKey = "") -> Any:
    """Settle what was objected to, with a public reason."""
    caller = caller_of(request)
    its_own(caller, pk)
    return once(
        request,
        sent,
        200,
        lambda: _entry(
            actions.settle(
                pk, entry, by=caller.user, keep=asked.keep, reason=asked.reason, quantity=asked.quantity
            )
        ),
    )


@router.post(
    "/{pk}/contributions/{entry}/withdraw",
    auth=BearerToken(Scope.TAKE_PART),
    response={200: EntryTold, **WRITES},
    summary="Take back a contribution",
    operation_id="withdraw_contribution",
)
def withdraw(request: HttpRequest, pk: Number, entry: Number, sent: SentKey = "") -> Any:
    """Take back what one declared, before it is kept."""
    caller = caller_of(request)

    def act() -> EntryTold:
        actions.withdraw(pk, entry, by=caller.user)
        return _entry(ledger.entry(page.commons(pk), entry))

    return once(request, sent, 200, act)


def _entry(one: Contribution) -> EntryTold:
    return EntryTold(
        id=one.pk,
        url=settings.ADDRESS + one.get_absolute_url(),
        gave=Gave(one.gave),
        quantity=float(one.quantity),
        unit=one.unit,
        words=one.words,
        done_on=one.done_on,
        whom=ledger.for_whom(one),
        declared_at=one.declared_at,
        open_until=one.open_until,
        kept=one.is_kept(),
        state=one.state,
        settled_reason=one.settled_reason,
    )
