"""A table read at its address, through the API: given, read, read again."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - read by ninja at run time
from typing import TYPE_CHECKING, Annotated, Any

from ninja import Field, Schema, Status

from terreau.catalogue.actions import For, addresses
from terreau.catalogue.address_errors import NoAddressError
from terreau.catalogue.api.checks import CheckTold, told
from terreau.catalogue.api.datasets import router
from terreau.catalogue.api.given import Number, need_served, organisation_named, prepared_by
from terreau.catalogue.api.preparing import BroughtFor
from terreau.catalogue.models import Outcome
from terreau.catalogue.models.distribution import Refresh
from terreau.catalogue.queries import addresses as asked_of
from terreau.catalogue.queries import page, reports
from terreau.participation.api.access import (
    WRITES,
    BearerToken,
    SentKey,
    caller_of,
    keep_pace,
    once,
    once_slowly,
)
from terreau.participation.errors import ScopeError
from terreau.participation.models import Scope

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from terreau.catalogue.models import Dataset
    from terreau.participation.actions import Caller

#: Readings asked for by one person, pages and programs together.
PACE = "30/h"


def _refuse_publishing(caller: Caller, dataset: Dataset) -> None:
    """What changes, or may change, what everyone reads asks for the right to publish. Raises ScopeError."""
    if dataset.published_at is not None and Scope.PUBLISH not in caller.token.scopes:
        raise ScopeError(scope=Scope.PUBLISH.label)


class AddressGiven(Schema):
    """Where a table stands, and how often it is read again."""

    url: Annotated[
        str, Field(max_length=1000, pattern="^https?://[!-~]+$", description="Public, on the web.")
    ]
    refresh: Refresh = Refresh.NEVER

    def address_for(self, caller: Caller) -> addresses.Address:
        """The same as the action understands it.

        What will be published by itself asks for the right to publish. Raises ScopeError.
        """
        if self.refresh != Refresh.NEVER and Scope.PUBLISH not in caller.token.scopes:
            raise ScopeError(scope=Scope.PUBLISH.label)
        return addresses.Address(self.url, self.refresh)


class DatasetAt(BroughtFor, AddressGiven):
    """The same for a new data set."""


class PaceGiven(Schema):
    """How often a table is read again."""

    refresh: Refresh


class ReadingTold(Schema):
    """One reading of a table at its address."""

    asked_at: dt.datetime
    ended_at: dt.datetime | None
    received: int = Field(description="Bytes.")
    announced: int = Field(description="Bytes; 0 when the site does not say.")
    outcome: Outcome = Field(description="Empty while it goes on.")
    failure: str
    check: str = Field(description="Code of the check of the file, empty without one.")


class AddressTold(Schema):
    """Where a table is read, how often, and what came of it."""

    dataset: int
    url: str
    refresh: Refresh
    stopped: bool = Field(description="It is read by itself no more, until somebody says otherwise.")
    next_reading_at: dt.datetime | None
    failure: str = Field(description="What the last reading stumbled on; what is published did not change.")
    failures: int = Field(description="How many in a row.")
    going_on: ReadingTold | None
    readings: list[ReadingTold] = Field(description="Those that ended, the last first.")
    check: CheckTold | None = Field(description="Of the newest file that is not published.")


@router.post(
    "/addresses",
    auth=BearerToken(Scope.DATA),
    response={201: AddressTold, **WRITES},
    summary="Begin a data set with an address",
    operation_id="bring_dataset_from_address",
)
def bring_dataset_from_address(request: HttpRequest, asked: DatasetAt, sent: SentKey = "") -> Any:
    """Begin a draft whose table the worker fetches at this address, then checks."""
    caller = caller_of(request)
    keep_pace(request, "fetch-data", PACE)
    organisation, need = organisation_named(caller, asked.organisation), need_served(asked.need)

    def bring(one: UUID | None) -> AddressTold:
        what = For(organisation=organisation, need=need)
        fetch = addresses.bring_from(asked.address_for(caller), what, by=caller.user, key=one)
        return _told(fetch.distribution.dataset_id)

    return once_slowly(request, sent, 201, asked.model_dump_json(), bring)


@router.get(
    "/{pk}/address",
    auth=BearerToken(Scope.DATA),
    response={200: AddressTold, **WRITES},
    summary="The address of a table",
    operation_id="get_dataset_address",
)
def get_dataset_address(request: HttpRequest, pk: Number) -> AddressTold:
    """How the reading goes, and what came of those before."""
    return _told(prepared_by(caller_of(request), pk).pk)


@router.put(
    "/{pk}/address",
    auth=BearerToken(Scope.DATA),
    response={200: AddressTold, **WRITES},
    summary="Give the address of a table",
    operation_id="give_dataset_address",
)
def give_dataset_address(request: HttpRequest, pk: Number, asked: AddressGiven) -> AddressTold:
    """Say where the table of a data set stands; the worker fetches it.

    Of published data, asks for the right to publish.
    """
    caller = caller_of(request)
    dataset = prepared_by(caller, pk)
    _refuse_publishing(caller, dataset)
    keep_pace(request, "fetch-data", PACE)
    addresses.give_address(dataset.pk, asked.address_for(caller), by=caller.user)
    return _told(pk)


@router.delete(
    "/{pk}/address",
    auth=BearerToken(Scope.DATA),
    response={204: None, **WRITES},
    summary="Forget the address of a table",
    operation_id="forget_dataset_address",
)
def forget_dataset_address(request: HttpRequest, pk: Number) -> Status[None]:
    """It is sent as a file from now on; what was read stays.

    Of published data, asks for the right to publish.
    """
    caller = caller_of(request)
    dataset = prepared_by(caller, pk)
    _refuse_publishing(caller, dataset)
    addresses.forget_address(dataset.pk, by=caller.user)
    return Status(204, None)


@router.post(
    "/{pk}/address/read",
    auth=BearerToken(Scope.DATA),
    response={200: AddressTold, **WRITES},
    summary="Read a table now",
    operation_id="read_dataset_address",
)
def read_dataset_address(request: HttpRequest, pk: Number, sent: SentKey = "") -> Any:
    """Have the worker fetch the table without waiting for its day.

    Of published data, asks for the right to publish.
    """
    caller = caller_of(request)
    dataset = prepared_by(caller, pk)
    _refuse_publishing(caller, dataset)
    keep_pace(request, "fetch-data", PACE)

    def read() -> AddressTold:
        addresses.ask(dataset.pk, by=caller.user)
        return _told(pk)

    return once(request, sent, 200, read)


@router.post(
    "/{pk}/address/cancel",
    auth=BearerToken(Scope.DATA),
    response={200: AddressTold, **WRITES},
    summary="Stop the reading that goes on",
    operation_id="cancel_dataset_reading",
)
def cancel_dataset_reading(request: HttpRequest, pk: Number) -> AddressTold:
    """Nothing of it is published."""
    caller = caller_of(request)
    addresses.cancel(prepared_by(caller, pk).pk, by=caller.user)
    return _told(pk)


@router.put(
    "/{pk}/address/pace",
    auth=BearerToken(Scope.PUBLISH),
    response={200: AddressTold, **WRITES},
    summary="Say how often a table is read again",
    operation_id="set_dataset_pace",
)
def set_dataset_pace(request: HttpRequest, pk: Number, asked: PaceGiven) -> AddressTold:
    """A newer file that is as good as the one before is then published by itself."""
    caller = caller_of(request)
    addresses.set_pace(prepared_by(caller, pk).pk, asked.refresh, by=caller.user)
    return _told(pk)


@router.post(
    "/{pk}/address/stop",
    auth=BearerToken(Scope.PUBLISH),
    response={200: AddressTold, **WRITES},
    summary="Read a table by itself no more",
    operation_id="stop_dataset_refresh",
)
def stop_dataset_refresh(request: HttpRequest, pk: Number) -> AddressTold:
    """Until somebody says otherwise."""
    caller = caller_of(request)
    addresses.stop_refreshing(prepared_by(caller, pk).pk, by=caller.user)
    return _told(pk)


@router.post(
    "/{pk}/address/resume",
    auth=BearerToken(Scope.PUBLISH),
    response={200: AddressTold, **WRITES},
    summary="Read a table by itself again",
    operation_id="resume_dataset_refresh",
)
def resume_dataset_refresh(request: HttpRequest, pk: Number) -> AddressTold:
    """From now on, as often as before."""
    caller = caller_of(request)
    addresses.refresh_again(prepared_by(caller, pk).pk, by=caller.user)
    return _told(pk)


def _told(pk: int) -> AddressTold:
    found = asked_of.told_of(page.dataset(pk))
    if found is None:
        raise NoAddressError
    table, going = found.table, reports.in_hand(pk)
    return AddressTold(
        dataset=pk,
        url=table.url,
        refresh=Refresh(table.refresh),
        stopped=table.refresh_stopped_at is not None,
        next_reading_at=table.next_refresh_at,
        failure=table.failure,
        failures=table.failures,
        going_on=_reading(found.going_on) if found.going_on else None,
        readings=[_reading(one) for one in found.ended],
        check=told(reports.report(going.code)) if going else None,
    )


def _reading(one: Any) -> ReadingTold:
    plain = ("asked_at", "ended_at", "received", "announced", "failure")
    return ReadingTold(
        **{name: getattr(one, name) for name in plain},
        outcome=Outcome(one.outcome),
        check=one.version.code if one.version else "",
    )
