"""People counted on paper, entered through the API by those who mediate."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - read by ninja at run time
from typing import TYPE_CHECKING, Annotated, Any

from django.shortcuts import get_object_or_404
from ninja import Field, Schema
from pydantic import BeforeValidator

from terreau.foundation.errors import NotFoundError
from terreau.foundation.patterns import LINE
from terreau.foundation.problems import PROBLEMS
from terreau.needs import actions
from terreau.needs.api.days import Day  # noqa: TC001 - read by ninja at run time
from terreau.needs.api.reading import Number, router
from terreau.needs.api.writing import Reason  # noqa: TC001 - read by ninja at run time
from terreau.needs.queries import page
from terreau.participation.api import WRITES, BearerToken, SentKey, caller_of, once
from terreau.participation.models import Scope
from terreau.people.queries import mediating_organisations_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from terreau.needs.models import PaperSupport
    from terreau.participation.actions import Caller
    from terreau.people.models import Organisation


def _number(said: object) -> object:
    """Left to itself, pydantic counts `true` as one; 12.0 is a whole number in JSON."""
    if isinstance(said, bool) or not isinstance(said, int | float):
        raise ValueError("a number is written in digits, without quotes")  # noqa: TRY004 - pydantic reads this one
    return said


class PaperAsked(Schema):
    """How many people said "me too" on paper, where, which day; no name is kept."""

    count: Annotated[int, Field(ge=1, le=10_000), BeforeValidator(_number)]
    place: Annotated[str, Field(max_length=160, pattern=LINE)]
    date: Day
    organisation: Annotated[str, Field(max_length=80, pattern="^[-a-zA-Z0-9_]*$")] = Field(
        default="", description="Slug of an organisation one mediates for; else the first one."
    )


class PaperTold(Schema):
    """A paper count as it is kept."""

    id: int
    need: int = Field(description="The need that counts it: the one that was named, or that it has joined.")
    count: int
    place: str
    date: dt.date
    organisation: str | None = Field(description="Slug of the organisation for which it was counted.")
    supports: int = Field(description="People who now support the need: with an account and on paper.")


class PaperList(Schema):
    """Every paper count of a need and of those that joined it, the earliest day first."""

    items: list[PaperTold]


class PaperCorrected(Schema):
    """The right number, zero to take the count back, and why; the former number stays in the history."""

    count: Annotated[int, Field(ge=0, le=10_000), BeforeValidator(_number)]
    reason: Reason


@router.get(
    "/{pk}/paper-counts",
    response={200: PaperList, **PROBLEMS},
    summary="People counted on paper",
    operation_id="list_paper_counts",
)
def list_paper_counts(request: HttpRequest, pk: Number) -> PaperList:  # noqa: ARG001 - ninja gives it
    """Paper counts of a need and of those that joined it: no name was ever kept."""
    return PaperList(items=[_told(one) for one in page.paper_counts(page.need(pk))])


@router.post(
    "/{pk}/paper-counts",
    auth=BearerToken(Scope.COUNT),
    response={201: PaperTold, **WRITES},
    summary="Enter people counted on paper",
    operation_id="count_on_paper",
)
def count_on_paper(request: HttpRequest, pk: Number, asked: PaperAsked, sent: SentKey = "") -> Any:
    """For those who mediate: add people who said "me too" on a sheet."""
    caller = caller_of(request)
    organisation = _organisation(caller, asked.organisation)

    def count() -> PaperTold:
        paper = actions.count_on_paper(
            page.need(pk).pk,
            asked.count,
            place=" ".join(asked.place.split()),
            date=asked.date,
            by=caller.user,
            organisation=organisation,
        )
        return _told(paper)

    return once(request, sent, 201, count)


@router.put(
    "/{pk}/paper-counts/{paper}",
    auth=BearerToken(Scope.COUNT),
    response={200: PaperTold, **WRITES},
    summary="Correct a paper count",
    operation_id="correct_paper_count",
)
def correct_paper_count(request: HttpRequest, pk: Number, paper: Number, asked: PaperCorrected) -> PaperTold:
    """For who entered it, mediates for its organisation, or is a steward."""
    found = next((one for one in page.paper_counts(page.need(pk)) if one.pk == paper), None)
    if found is None:
        raise NotFoundError
    caller = caller_of(request)
    caller.keep_to(found.organisation_id)
    return _told(actions.correct_paper_count(paper, asked.count, by=caller.user, reason=asked.reason))


def _organisation(caller: Caller, slug: str) -> Organisation | None:
    """For which organisation one counts."""
    if slug and caller.organisation is None:
        return get_object_or_404(mediating_organisations_of(caller.user), slug=slug)
    return caller.speaks_for(someone=True)


def _told(paper: PaperSupport) -> PaperTold:
    need, counted_by = paper.need.merged_into or paper.need, paper.organisation
    return PaperTold(
        id=paper.pk,
        need=need.pk,
        count=paper.count,
        place=paper.place,
        date=paper.date,
        organisation=counted_by.slug if counted_by and not counted_by.is_hidden else None,
        supports=need.supports,
    )
