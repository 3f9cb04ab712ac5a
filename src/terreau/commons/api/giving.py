"""Uses of commons and what people gave to them, through the API."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - read by ninja at run time
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Field, Query, Schema
from pydantic import WithJsonSchema

from terreau.commons import actions
from terreau.commons.api.asking import Address, Name, Reason, Short, Slug, Words, YesOrNo, its_own
from terreau.commons.api.reading import Number, router
from terreau.commons.errors import SaidTogetherError
from terreau.commons.models import Contribution, Gave
from terreau.commons.queries import ledger, page, using
from terreau.foundation.errors import NotAllowedError
from terreau.foundation.patterns import LINE
from terreau.foundation.problems import PROBLEMS
from terreau.needs.api.days import Day  # noqa: TC001 - read by ninja at run time
from terreau.participation.api import WRITES, BearerToken, SentKey, caller_of, keep_pace, once
from terreau.participation.models import Scope
from terreau.people.models import Organisation

if TYPE_CHECKING:
    from django.http import HttpRequest

    from terreau.commons.models import Use
    from terreau.participation.actions import Caller

Quantity = Annotated[
    Decimal,
    Field(gt=0, le=1_000_000_000, max_digits=12, decimal_places=2),
    WithJsonSchema({"type": "number", "exclusiveMinimum": 0, "maximum": 1_000_000_000, "multipleOf": 0.01}),
]
GaveSaid = Annotated[Gave, WithJsonSchema({"type": "string", "enum": list(Gave.values)})]


class UseTold(Schema):
    """An organisation that uses a commons."""

    id: int
    who: str
    organisation: str | None = Field(description="Slug, when it has a page.")
    purpose: str
    since: dt.date | None
    used_version: str
    evidence: str
    ended_at: dt.datetime | None


class UsePage(Schema):
    """One page of uses."""

    total: int
    page: int
    pages: int
    items: list[UseTold]


class UseSaid(Schema):
    """Who uses it, and what for: one's organisation, or any name when one cares for the commons."""

    organisation: Slug = Field(default="", description="Slug; a token of an organisation speaks for it.")
    name: Name = ""
    purpose: Words
    since: Day | None = None
    used_version: Short = ""
    evidence: Address | None = None


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


class WhichPage(Schema):
    """Which page of a list."""

    page: Annotated[int, Field(ge=1, le=10_000)] = 1


@router.get(
    "/{pk}/uses",
    response={200: UsePage, **PROBLEMS},
    summary="Uses of a commons",
    operation_id="list_uses_of_commons",
)
def list_uses(request: HttpRequest, pk: Number, asked: Annotated[WhichPage, Query()]) -> UsePage:  # noqa: ARG001
    """Organisations that use it, those that still do first, forty a page."""
    found = using.page_of(page.commons(pk), asked.page)
    return UsePage(
        total=found.paginator.count,
        page=found.number,
        pages=found.paginator.num_pages,
        items=[_use(one) for one in found.object_list],
    )


@router.post(
    "/{pk}/uses",
    auth=BearerToken(Scope.COMMONS),
    response={201: UseTold, **WRITES},
    summary="Say who uses a commons",
    operation_id="say_use_of_commons",
)
def say_use(request: HttpRequest, pk: Number, asked: UseSaid, sent: SentKey = "") -> Any:
    """One's organisation, or any name for those who care for the commons."""
    caller = caller_of(request)
    organisation = _organisation(caller, asked.organisation, asked.name)
    if organisation is None and not asked.name:
        raise SaidTogetherError(why=_("Dites quelle organisation s’en sert, ou son nom."))
    keep_pace(request, "say-use", "60/h")
    usage = actions.Usage(
        asked.purpose, organisation, asked.name, asked.since, asked.used_version, asked.evidence or ""
    )
    return once(request, sent, 201, lambda: _use(actions.say_use(pk, usage, by=caller.user)))


@router.post(
    "/{pk}/uses/{use}/end",
    auth=BearerToken(Scope.COMMONS),
    response={200: UsePage, **WRITES},
    summary="End a use",
    operation_id="end_use_of_commons",
)
def end_use(request: HttpRequest, pk: Number, use: Number, sent: SentKey = "") -> Any:
    """Say that an organisation uses it no more; answers the first page of those there are."""
    caller = caller_of(request)
    caller.keep_to(using.one(page.commons(pk), use).organisation_id)

    def act() -> UsePage:
        actions.end_use(pk, use, by=caller.user)
        return list_uses(request, pk, WhichPage())

    return once(request, sent, 200, act)


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
        _organisation(caller, asked.organisation, asked.name),
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


def _organisation(caller: Caller, slug: str, name: str) -> Organisation | None:
    """In whose name: a token of an organisation speaks for it and for no other."""
    if caller.organisation is not None:
        if name or slug not in ("", caller.organisation.slug):
            raise NotAllowedError
        return caller.organisation
    if slug and name:
        raise SaidTogetherError(why=_("Dites une organisation ou un nom, pas les deux."))
    return get_object_or_404(Organisation, slug=slug) if slug else None


def _use(one: Use) -> UseTold:
    shown = one.organisation is not None and not one.organisation.is_hidden
    return UseTold(
        id=one.pk,
        who=one.who,
        organisation=one.organisation.slug if one.organisation and shown else None,
        purpose=one.purpose,
        since=one.since,
        used_version=one.used_version,
        evidence=one.evidence,
        ended_at=one.ended_at,
    )


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
