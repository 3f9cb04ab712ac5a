"""Needs read as JSON: the same questions as the pages."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - read by ninja at run time
from typing import TYPE_CHECKING, Annotated

from django.conf import settings
from ninja import Field, Path, Query, Router, Schema
from ninja.decorators import decorate_view

from terreau.foundation.conditional import unless_unchanged
from terreau.foundation.limits import limited_search
from terreau.foundation.problems import PROBLEMS
from terreau.foundation.search import LAST_PAGE
from terreau.needs.forms.filters import whole
from terreau.needs.models import State, Theme
from terreau.needs.queries import listing, page
from terreau.needs.queries.page import voice_of
from terreau.territories.queries import territory

if TYPE_CHECKING:
    from django.http import HttpRequest

    from terreau.needs.models import Need

router = Router(tags=["needs"])


class Place(Schema):
    """A territory a need is about."""

    ref: str
    name: str


class NeedLine(Schema):
    """A need as a list gives it."""

    id: int
    url: str
    title: str
    summary: str
    theme: Theme
    territories: list[Place]
    state: State
    supports: int = Field(description="People who support it: with an account and on paper.")
    raised_at: dt.datetime
    changed_at: dt.datetime
    is_example: bool = Field(description="Made up to show how the service works; never counted in figures.")


class NeedWhole(NeedLine):
    """A need with everything its page tells."""

    situation: str = Field(description="Markdown.")
    concerned: str
    tried: str = Field(description="Markdown.")
    met_when: str = Field(description="Markdown.")
    raised_by: str = Field(description="Who speaks, as everyone may read it; empty for an example.")
    account_supports: int
    paper_supports: int
    merged_into: int | None = Field(description="The need that this one has joined.")
    version: int
    licence: str = "etalab-2.0"


class NeedPage(Schema):
    """One page of needs."""

    total: int
    page: int
    pages: int
    corrected: str = Field(description="The words searched instead of those asked, when those found nothing.")
    loose: bool = Field(description="No need holds all the words: these hold some of them.")
    items: list[NeedLine]


class Asked(Schema):
    """What a list of needs is asked for."""

    q: Annotated[
        str, Field(max_length=200, pattern=r"^[^\x00]*$", description="Words; the last may be unfinished.")
    ] = ""
    theme: Theme | None = None
    state: State | None = None
    territory: Annotated[
        str,
        Field(
            max_length=20, pattern="^[0-9A-Za-z ]*$", description="Official code; all it is made of counts."
        ),
    ] = ""
    sort: Annotated[str, Field(pattern="^(recent|supported|moving)$")] = "recent"
    page: Annotated[int, Field(ge=1, le=LAST_PAGE)] = 1


_SORTS = {"recent": "recents", "supported": "soutenus", "moving": "actifs"}
Number = Annotated[int, Path(ge=1, le=2**63 - 1)]


@router.get("", response={200: NeedPage, **PROBLEMS}, summary="List needs", operation_id="list_needs")
@decorate_view(limited_search("q"), unless_unchanged(lambda _request: [listing.last_touch()]))
def list_needs(request: HttpRequest, asked: Annotated[Asked, Query()]) -> NeedPage:  # noqa: ARG001
    """Needs that stand by themselves, filtered, twenty a page; a page beyond the last gives the last."""
    filters = listing.Filters(
        words=" ".join(asked.q.replace("\x00", " ").split()),
        theme=asked.theme,
        state=asked.state,
        territory=territory(asked.territory) if asked.territory else None,
        sort=_SORTS[asked.sort],
    )
    found, corrected, loose = listing.page_of(filters, asked.page)
    return NeedPage(
        total=found.paginator.count,
        page=found.number,
        pages=found.paginator.num_pages,
        corrected=corrected,
        loose=loose,
        items=[_line(need) for need in found.object_list],
    )


@router.get("/{pk}", response={200: NeedWhole, **PROBLEMS}, summary="One need", operation_id="get_need")
@decorate_view(unless_unchanged(lambda _request, pk: page.stamp_of(whole(pk))))
def get_need(request: HttpRequest, pk: Number) -> NeedWhole:  # noqa: ARG001
    """A need by its number, merged ones included."""
    return whole_of(page.need(pk))


def whole_of(need: Need) -> NeedWhole:
    """A need as the API tells it."""
    return NeedWhole(
        **_line(need).dict(),
        situation=need.situation,
        concerned=need.concerned,
        tried=need.tried,
        met_when=need.met_when,
        raised_by=voice_of(need),
        account_supports=need.account_supports,
        paper_supports=need.paper_supports,
        merged_into=need.merged_into_id,
        version=need.version,
    )


def _line(need: Need) -> NeedLine:
    return NeedLine(
        id=need.pk,
        url=settings.ADDRESS + need.get_absolute_url(),
        title=need.title,
        summary=need.summary,
        theme=Theme(need.theme),
        territories=[Place(**place) for place in need.places],
        state=State(need.state),
        supports=need.supports,
        raised_at=need.raised_at,
        changed_at=need.changed_at,
        is_example=need.is_example,
    )
