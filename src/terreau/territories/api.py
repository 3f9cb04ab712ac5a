"""Territories as JSON: the same questions as the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from ninja import Field, Query, Router, Schema
from ninja.decorators import decorate_view

from terreau.foundation.conditional import unless_unchanged
from terreau.foundation.limits import limited_search
from terreau.foundation.problems import PROBLEMS
from terreau.territories import formats, queries
from terreau.territories.errors import NowhereError

if TYPE_CHECKING:
    from django.http import HttpRequest

    from terreau.territories.models import Territory

router = Router(tags=["territories"])
_unless_same_edition = unless_unchanged(lambda _request, **_asked: queries.edition())


class TerritoryBrief(Schema):
    """A territory as lists name it; `url` is its page, which also answers JSON-LD, GeoJSON and CSV."""

    ref: str
    kind: str
    code: str
    name: str
    population: int | None
    population_year: int | None
    url: str


class TerritoryFull(TerritoryBrief):
    """A territory with what it is made of, part of, beside of."""

    nature: str
    siren: str
    postal_codes: list[str]
    longitude: float | None
    latitude: float | None
    part_of: list[TerritoryBrief]
    made_of: list[TerritoryBrief]
    neighbours: list[TerritoryBrief]


class Found(Schema):
    """A territory found, and why: `name`, `former-name`, `postal-code`, `code` or `near-spelling`."""

    ref: str
    kind: str
    name: str
    label: str
    population: int | None
    reason: str
    matched: str
    url: str


class FoundList(Schema):
    """Territories found, best first."""

    count: int
    items: list[Found]


class Located(Schema):
    """The commune at a point. `certain` is false near a border: outlines are true to `tolerance_metres`."""

    ref: str
    certain: bool
    margin_metres: float
    tolerance_metres: float
    others: list[str]
    url: str


def brief(one: Territory) -> TerritoryBrief:
    """A territory for a list."""
    return TerritoryBrief(
        ref=one.ref,
        kind=one.kind,
        code=one.code,
        name=one.name,
        population=one.population,
        population_year=one.population_year,
        url=formats.address_of(one),
    )


class Asked(Schema):
    """A question in words."""

    q: Annotated[
        str,
        Field(
            min_length=1,
            max_length=120,
            pattern=r"^[^\x00]*$",
            description="A name, a postal code or an official code.",
        ),
    ]
    limit: Annotated[int, Field(ge=1, le=50)] = 10


class Point(Schema):
    """A position in WGS 84 degrees."""

    longitude: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
    latitude: Annotated[float, Field(ge=-85, le=85, allow_inf_nan=False)]


@router.get(
    "", response={200: FoundList, **PROBLEMS}, summary="Find territories", operation_id="find_territories"
)
@decorate_view(limited_search("q"), _unless_same_edition)
def find(request: HttpRequest, asked: Annotated[Asked, Query()]) -> FoundList:  # noqa: ARG001 - ninja's
    """Territories by name, postal code or code; accents, abbreviations and small typos are understood."""
    hits = queries.search_territories(asked.q, asked.limit)
    items = [
        Found(
            ref=hit.ref,
            kind=hit.kind,
            name=hit.name,
            label=hit.label,
            population=hit.population,
            reason=hit.reason.value,
            matched=hit.matched,
            url=formats.address_of_ref(hit.ref),
        )
        for hit in hits
    ]
    return FoundList(count=len(items), items=items)


@router.get(
    "/at", response={200: Located, **PROBLEMS}, summary="The commune at a point", operation_id="locate"
)
@decorate_view(limited_search("latitude"), _unless_same_edition)
def locate(request: HttpRequest, point: Annotated[Point, Query()]) -> Located:  # noqa: ARG001
    """The commune a point is in, with what the simplified outlines allow to say."""
    found = queries.locate(point.longitude, point.latitude)
    if found is None:
        raise NowhereError
    return Located(
        ref=found.ref,
        certain=found.certain,
        margin_metres=found.margin_metres,
        tolerance_metres=found.tolerance_metres,
        others=list(found.others),
        url=formats.address_of_ref(found.ref),
    )


@router.get(
    "/{code}",
    response={200: TerritoryFull, **PROBLEMS},
    summary="One territory",
    operation_id="get_territory",
)
@decorate_view(_unless_same_edition)
def one(request: HttpRequest, code: str) -> TerritoryFull:  # noqa: ARG001
    """A territory by its reference or code; a former code answers with the commune of today."""
    found = queries.territory(code)
    return TerritoryFull(
        **brief(found).dict(),
        nature=queries.nature_of(found),
        siren=found.siren,
        postal_codes=found.postal_codes.split(),
        longitude=found.longitude,
        latitude=found.latitude,
        part_of=[brief(whole) for whole in queries.wholes_of(found)],
        made_of=[brief(member) for member in queries.members_of(found)],
        neighbours=[brief(neighbour) for neighbour in queries.neighbours_of(found)],
    )
