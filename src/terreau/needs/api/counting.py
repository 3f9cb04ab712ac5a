"""People counted on paper, entered through the API by those who mediate."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Annotated, Any

from django.shortcuts import get_object_or_404
from ninja import Field, Schema
from pydantic import BeforeValidator

from terreau.foundation.patterns import LINE
from terreau.needs import actions
from terreau.needs.api.reading import Number, router
from terreau.needs.queries import page
from terreau.participation.api import WRITES, BearerToken, SentKey, caller_of, once
from terreau.participation.models import Scope
from terreau.people.queries import mediating_organisations_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from terreau.needs.models import PaperSupport
    from terreau.participation.actions import Caller
    from terreau.people.models import Organisation


def _written(said: object) -> object:
    """Left to itself, pydantic reads a number as seconds since 1970."""
    if not isinstance(said, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", said):
        raise ValueError("a day is written YYYY-MM-DD")
    return said


def _number(said: object) -> object:
    """Left to itself, pydantic counts `true` as one; 12.0 is a whole number in JSON."""
    if isinstance(said, bool) or not isinstance(said, int | float):
        raise ValueError("a number is written in digits, without quotes")  # noqa: TRY004 - pydantic reads this one
    return said


Day = Annotated[dt.date, BeforeValidator(_written), Field(description="A day that has been.")]


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


def _organisation(caller: Caller, slug: str) -> Organisation | None:
    """For which organisation one counts."""
    if slug and caller.organisation is None:
        return get_object_or_404(mediating_organisations_of(caller.user), slug=slug)
    return caller.speaks_for(someone=True)


def _told(paper: PaperSupport) -> PaperTold:
    return PaperTold(
        id=paper.pk,
        need=paper.need_id,
        count=paper.count,
        place=paper.place,
        date=paper.date,
        organisation=paper.organisation.slug if paper.organisation else None,
        supports=paper.need.supports,
    )
