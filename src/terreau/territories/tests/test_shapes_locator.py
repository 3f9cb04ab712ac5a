"""Which territory a point stands in."""

import math

import pytest

from terreau.territories.shapes import (
    TOLERANCE_METRES,
    Locator,
    PositionRefusedError,
    Shape,
    bounding_box,
    parse,
    serialise,
    to_lonlat,
)
from terreau.territories.tests.national import locator, rows


def shape(ref: str, *rings: list[tuple[int, int]]) -> Shape:
    path = serialise([rings])
    return Shape(ref, path, *bounding_box(parse(path)))


def square(left: int, top: int, side: int = 1000) -> list[tuple[int, int]]:
    return [(left, top), (left, top + side), (left + side, top + side), (left + side, top)]


WEST, EAST = shape("west", square(0, 0)), shape("east", square(1000, 0))
RING = shape("ring", square(3000, 0, 3000), square(4000, 1000, 1000))
INNER = shape("inner", square(4000, 1000, 1000))
PLACES = Locator([WEST, EAST, RING, INNER])


def at(x: float, y: float) -> tuple[float, float]:
    return to_lonlat(x, y)


def test_a_point_well_inside_is_certain() -> None:
    found = PLACES.locate(*at(500, 500))
    assert found is not None
    assert (found.ref, found.certain, found.others) == ("west", True, ())
    assert found.margin_metres == pytest.approx(500 * 11.13, rel=0.01)


def test_a_point_near_a_border_says_which_territory_is_close() -> None:
    found = PLACES.locate(*at(995, 500))
    assert found is not None
    assert (found.ref, found.certain, found.others) == ("west", False, ("east",))
    assert found.margin_metres == pytest.approx(5 * 11.13, rel=0.01)
    assert found.tolerance_metres == TOLERANCE_METRES


def test_a_point_on_the_border_leads_to_one_of_the_two_and_names_the_other() -> None:
    found = PLACES.locate(*at(1000, 500))
    assert found is not None
    assert {found.ref, *found.others} == {"west", "east"}
    assert not found.certain


def test_a_point_just_off_the_shore_is_given_to_the_nearest_without_certainty() -> None:
    found = PLACES.locate(*at(-10, 500))
    assert found is not None
    assert (found.ref, found.certain) == ("west", False)
    assert found.margin_metres == pytest.approx(-10 * 11.13, rel=0.01)


def test_a_point_far_from_everything_is_nowhere() -> None:
    assert PLACES.locate(*at(-1000, 500)) is None
    assert PLACES.locate(0, 80) is None


def test_a_hole_is_not_part_of_the_shape_around_it() -> None:
    inner = PLACES.locate(*at(4500, 1500))
    around = PLACES.locate(*at(3500, 1500))
    assert inner is not None
    assert around is not None
    assert (inner.ref, inner.certain) == ("inner", True)
    assert (around.ref, around.certain) == ("ring", True)


@pytest.mark.parametrize(("longitude", "latitude"), [(math.nan, 0), (0, math.inf), (200, 0), (0, 91)])
def test_what_is_no_position_is_refused(longitude: float, latitude: float) -> None:
    with pytest.raises(PositionRefusedError):
        PLACES.locate(longitude, latitude)


@pytest.mark.parametrize(
    ("longitude", "latitude", "ref"),
    [
        (5.7243, 45.1821, "38185"),  # place Grenette, Grenoble
        (5.7650, 45.1680, "38421"),  # Saint-Martin-d'Hères
        (2.3522, 48.8566, "75056"),  # hôtel de ville, Paris
        (-1.6778, 48.1173, "35238"),  # Rennes
        (55.4504, -20.8823, "97411"),  # Saint-Denis, La Réunion
        (-52.3260, 4.9372, "97302"),  # Cayenne
        (9.4500, 42.7000, "2B033"),  # Bastia
    ],
)
def test_known_places_are_found_on_the_national_base(longitude: float, latitude: float, ref: str) -> None:
    found = locator().locate(longitude, latitude)
    assert found is not None
    assert found.ref == ref or ref in found.others


def test_the_sea_and_other_countries_are_nowhere() -> None:
    assert locator().locate(-6.0, 46.0) is None
    assert locator().locate(13.4, 52.5) is None


def test_every_commune_contains_the_point_kept_for_it() -> None:
    points = rows(
        "SELECT t.ref, t.longitude, t.latitude FROM {territories} t JOIN {shapes} s USING (ref)"
        " WHERE t.kind = 'commune' ORDER BY t.ref"
    )
    wrong = [
        ref
        for ref, longitude, latitude in points
        if (hit := locator().locate(longitude, latitude)) is None or hit.ref != ref
    ]
    assert wrong == []
