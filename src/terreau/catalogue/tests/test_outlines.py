"""On which outlines a map of dots stands."""

from __future__ import annotations

import pytest

from terreau.catalogue.queries.outlines import outlines_around
from terreau.territories.models import Kind, Shape, Territory
from terreau.territories.shapes import to_grid

pytestmark = pytest.mark.django_db

GRENOBLE = (5.72, 45.18, 1)
PARIS = (2.35, 48.85, 1)


def drawn(ref: str, kind: Kind, west: float, south: float, east: float, north: float) -> None:
    place = Territory.objects.filter(pk=ref).first()
    place = place or Territory.objects.create(ref=ref, code=ref[-9:], kind=kind, name=ref)
    (left, top), (right, bottom) = to_grid(west, north), to_grid(east, south)
    Shape.objects.create(territory=place, path="", min_x=left, min_y=top, max_x=right, max_y=bottom)


def test_points_far_from_home_stand_on_the_outlines_of_their_communes() -> None:
    drawn("38185", Kind.COMMUNE, 5.67, 45.15, 5.75, 45.22)

    assert [one.pk for one in outlines_around([GRENOBLE], ["38185"])] == ["38185"]


def test_points_in_many_communes_stand_on_their_departements() -> None:
    drawn("38", Kind.DEPARTEMENT, 4.7, 44.7, 6.4, 45.9)
    drawn("75", Kind.DEPARTEMENT, 2.2, 48.8, 2.5, 48.9)

    refs = [f"38{number:03}" for number in range(1, 20)]
    assert [one.pk for one in outlines_around([GRENOBLE], refs)] == ["38"]


def test_points_all_over_the_country_stand_on_the_regions_that_hold_some() -> None:
    drawn("R84", Kind.REGION, 2.0, 44.0, 7.2, 46.9)
    drawn("R11", Kind.REGION, 1.4, 48.1, 3.6, 49.3)
    drawn("R04", Kind.REGION, 55.2, -21.4, 55.9, -20.8)

    refs = [f"{number:02}001" for number in range(1, 30)]
    assert {one.pk for one in outlines_around([GRENOBLE, PARIS], refs)} == {"R11", "R84"}


def test_points_that_were_found_nowhere_have_no_outline() -> None:
    assert outlines_around([GRENOBLE], []) == []
