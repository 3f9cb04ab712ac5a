"""What is missing, as JSON: read by anyone, asked for with a token."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - read by ninja at run time
from typing import TYPE_CHECKING, Annotated, Any

from django.conf import settings
from ninja import Field, Query, Router, Schema

from terreau.catalogue import actions
from terreau.catalogue.api.datasets import DatasetPlace  # noqa: TC001 - read by ninja at run time
from terreau.catalogue.api.given import Key, Number, Slug, Territories, need_served, organisation_named
from terreau.catalogue.errors import UnknownDatasetError
from terreau.catalogue.queries import missing, page
from terreau.foundation.patterns import LINE, LINE_OR_NONE, LINES_OR_NONE
from terreau.foundation.problems import PROBLEMS
from terreau.foundation.search import LAST_PAGE
from terreau.needs.models import Theme
from terreau.participation.api.access import WRITES, BearerToken, SentKey, caller_of, keep_pace, once
from terreau.participation.models import Scope
from terreau.territories.queries import territory

if TYPE_CHECKING:
    from django.http import HttpRequest

    from terreau.catalogue.models import MissingData

router = Router(tags=["missing-data"])


class MissingTold(Schema):
    """Data that nobody publishes here yet."""

    id: int
    url: str
    title: str
    why: str
    holder: str = Field(description="Who may have them.")
    theme: Theme
    territories: list[DatasetPlace]
    wishes: int = Field(description="How many people ask for them.")
    found: int | None = Field(description="Number of the published data set that filled the gap.")
    asked_at: dt.datetime


class MissingPage(Schema):
    """One page of what is missing."""

    total: int
    page: int
    pages: int
    items: list[MissingTold]


class MissingAsked(Schema):
    """Which data are missing, what for, who may hold them."""

    title: Annotated[str, Field(min_length=8, max_length=160, pattern=LINE)]
    theme: Theme
    territories: Territories
    why: Annotated[str, Field(max_length=3000, pattern=LINES_OR_NONE)] = ""
    holder: Annotated[str, Field(max_length=300, pattern=LINE_OR_NONE)] = ""
    need: Key | None = Field(default=None, description="Number of the need that showed the gap.")
    organisation: Slug = ""


class FoundSaid(Schema):
    """Which published data fill the gap."""

    dataset: Key


class Paged(Schema):
    """Which page."""

    page: Annotated[int, Field(ge=1, le=LAST_PAGE)] = 1


@router.get(
    "",
    response={200: MissingPage, **PROBLEMS},
    summary="List what is missing",
    operation_id="list_missing_data",
)
def list_missing_data(request: HttpRequest, asked: Annotated[Paged, Query()]) -> MissingPage:  # noqa: ARG001
    """Those still open first, then those that most people ask for; twenty a page."""
    shown = missing.page_of(asked.page)
    return MissingPage(
        total=shown.paginator.count,
        page=shown.number,
        pages=shown.paginator.num_pages,
        items=[_told(one) for one in shown.object_list],
    )


@router.get(
    "/{pk}",
    response={200: MissingTold, **PROBLEMS},
    summary="One request for data",
    operation_id="get_missing_data",
)
def get_missing_data(request: HttpRequest, pk: Number) -> MissingTold:  # noqa: ARG001 - ninja gives it
    """A request by its number."""
    return _told(missing.missing(pk))


@router.post(
    "",
    auth=BearerToken(Scope.DATA),
    response={201: MissingTold, **WRITES},
    summary="Say which data are missing",
    operation_id="ask_for_data",
)
def ask_for_data(request: HttpRequest, asked: MissingAsked, sent: SentKey = "") -> Any:
    """Publish that data are missing; the one who says it is the first to ask."""
    caller = caller_of(request)
    keep_pace(request, "ask-for-data", "60/h")
    places = {found.ref: found for found in map(territory, asked.territories)}
    gap = actions.Gap(
        **asked.dict(include={"title", "theme", "why", "holder"}),
        territories=list(places.values()),
        need=need_served(asked.need),
        organisation=organisation_named(caller, asked.organisation),
    )
    return once(request, sent, 201, lambda: _told(actions.ask_for_data(gap, by=caller.user)))


@router.put(
    "/{pk}/wish",
    auth=BearerToken(Scope.SUGGEST),
    response={200: MissingTold, **WRITES},
    summary="Ask for these data too",
    operation_id="wish_for_data",
)
def wish_for_data(request: HttpRequest, pk: Number) -> MissingTold:
    """Asking twice counts once; nobody is named."""
    keep_pace(request, "wish", "240/h")
    return _told(actions.wish(missing.missing(pk).pk, by=caller_of(request).user))


@router.delete(
    "/{pk}/wish",
    auth=BearerToken(Scope.SUGGEST),
    response={200: MissingTold, **WRITES},
    summary="No longer ask for these data",
    operation_id="unwish_for_data",
)
def unwish_for_data(request: HttpRequest, pk: Number) -> MissingTold:
    """Nothing of it is kept."""
    keep_pace(request, "wish", "240/h")
    return _told(actions.unwish(missing.missing(pk).pk, by=caller_of(request).user))


@router.post(
    "/{pk}/found",
    auth=BearerToken(Scope.DATA),
    response={200: MissingTold, **WRITES},
    summary="Say that missing data were found",
    operation_id="say_data_found",
)
def say_data_found(request: HttpRequest, pk: Number, asked: FoundSaid, sent: SentKey = "") -> Any:
    """For who asked first, and for stewards: which published data fill the gap."""
    caller = caller_of(request)
    gap, dataset = missing.missing(pk), page.dataset(asked.dataset)
    caller.keep_to(gap.organisation_id)
    if not dataset.is_public:
        raise UnknownDatasetError(number=asked.dataset)
    return once(request, sent, 200, lambda: _told(actions.say_found(gap.pk, dataset, by=caller.user)))


def _told(one: MissingData) -> MissingTold:
    plain = {name: getattr(one, name) for name in ("title", "why", "holder", "wishes", "asked_at")}
    return MissingTold(
        id=one.pk,
        url=settings.ADDRESS + one.get_absolute_url(),
        theme=Theme(one.theme),
        territories=one.places,
        found=one.found_id,
        **plain,
    )
