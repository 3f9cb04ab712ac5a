"""Territories as JSON: the same questions as the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ninja import Query, Router, Schema

from terreau.foundation.problems import PROBLEMS
from terreau.territories import formats, queries
from terreau.territories.errors import NowhereError
from terreau.territories.queries.portrait import nature_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from terreau.territories.models import Territory

router = Router(tags=["territories"])


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
    count: int
    items: list[Found]


class Located(Schema):
    """The commune at a point. `certain` is false near a border: the outlines are simplified to `tolerance_metres`."""

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


@router.get("", response={200: FoundList, **PROBLEMS}, summary="Find territories")
def find(
    request: HttpRequest,  # noqa: ARG001 - ninja's signature
    q: str = Query(
        ..., min_length=1, max_length=120, description="A name, a postal code or an official code"
    ),
    limit: int = Query(10, ge=1, le=50),
) -> FoundList:
    """Territories by name, postal code or code, best first; accents, abbreviations and small typos are understood."""
    hits = queries.search_territories(q, limit)
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


@router.get("/at", response={200: Located, **PROBLEMS}, summary="The commune at a point")
def locate(
    request: HttpRequest,  # noqa: ARG001
    longitude: float = Query(..., ge=-180, le=180),
    latitude: float = Query(..., ge=-85, le=85),
) -> Located:
    """The commune a point is in (WGS 84, degrees), with what the simplified outlines allow to say."""
    found = queries.locate(longitude, latitude)
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


@router.get("/{code}", response={200: TerritoryFull, **PROBLEMS}, summary="One territory")
def one(request: HttpRequest, code: str) -> TerritoryFull:  # noqa: ARG001
    """A territory by its reference or code; a former code answers with the commune of today."""
    found = queries.territory(code)
    return TerritoryFull(
        **brief(found).dict(),
        nature=nature_of(found),
        siren=found.siren,
        postal_codes=found.postal_codes.split(),
        longitude=found.longitude,
        latitude=found.latitude,
        part_of=[brief(whole) for whole in queries.wholes_of(found)],
        made_of=[brief(member) for member in queries.members_of(found)],
        neighbours=[brief(neighbour) for neighbour in queries.neighbours_of(found)],
    )
