"""Paths on the grid: written, read, drawn and turned into GeoJSON."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terreau.territories.shapes import (
    Box,
    PathUnreadableError,
    PositionRefusedError,
    area_km2,
    bounding_box,
    centroid,
    parse,
    serialise,
    to_geojson,
    to_grid,
    to_lonlat,
    view_box,
)
from terreau.territories.shapes.path import doubled_area

SQUARE = [(0, 0), (0, 10), (10, 10), (10, 0)]
HOLE = [(4, 4), (6, 4), (6, 6), (4, 6)]
FAR_SQUARE = [(100, -50), (100, -40), (110, -40), (110, -50)]


def test_a_path_is_as_short_as_svg_allows() -> None:
    assert serialise([[SQUARE]]) == "M0 0l0 10 10 0 0-10z"


def test_the_first_point_is_not_repeated() -> None:
    assert serialise([[[*SQUARE, SQUARE[0]]]]) == serialise([[SQUARE]])


def test_rings_are_turned_the_way_geojson_asks() -> None:
    assert serialise([[SQUARE[::-1]]]) == serialise([[SQUARE]])
    assert doubled_area(parse(serialise([[SQUARE]]))[0][0]) < 0  # counter-clockwise, as y grows downwards


def test_what_is_written_is_read_back_with_holes_in_their_polygon() -> None:
    polygons = parse(serialise([[SQUARE, HOLE], [FAR_SQUARE]]))
    assert [[sorted(ring) for ring in polygon] for polygon in polygons] == [
        [sorted(SQUARE), sorted(HOLE)],
        [sorted(FAR_SQUARE)],
    ]


def test_a_ring_that_collapsed_on_the_grid_is_left_out() -> None:
    assert serialise([[[(0, 0), (0, 0), (1, 1), (0, 0)]]]) == ""


@pytest.mark.parametrize(
    "path",
    [
        "M0 0l0 10 10 0",  # not closed
        "M0 0L0 10 10 0z",  # absolute lines, which this engine does not write
        "M0 0l0 10 10z",  # odd number of coordinates
        "M0 0l0 10 10 0z<script>",
        "nonsense",
    ],
)
def test_a_path_of_another_hand_is_refused(path: str) -> None:
    with pytest.raises(PathUnreadableError) as refused:
        parse(path)
    assert refused.value.message


def test_bounds_and_frame() -> None:
    box = bounding_box([[SQUARE], [FAR_SQUARE]])
    assert box == Box(0, -50, 110, 10)
    assert str(view_box([box], margin=0.1)) == "-11 -61 132 82"
    with pytest.raises(PathUnreadableError):
        bounding_box([])
    with pytest.raises(PathUnreadableError):
        view_box([])


def test_geojson_rings_are_closed_and_in_degrees() -> None:
    geometry = to_geojson(serialise([[[(50_000, -500_000), (50_000, -490_000), (60_000, -490_000)]]]))
    assert geometry["type"] == "MultiPolygon"
    (ring,) = geometry["coordinates"][0]  # type: ignore[index]
    assert ring[0] == ring[-1] == [5.0, pytest.approx(44.0, abs=1)]


def test_the_area_of_a_degree_square_at_the_equator() -> None:
    square = [(0, 0), (0, 10_000), (10_000, 10_000), (10_000, 0)]
    assert area_km2(serialise([[square]])) == pytest.approx(111.3 * 111.3, rel=0.001)


def test_holes_count_neither_in_the_area_nor_in_the_middle() -> None:
    whole, holed = serialise([[SQUARE]]), serialise([[SQUARE, [(0, 0), (5, 0), (5, 10), (0, 10)]]])
    assert area_km2(holed) == pytest.approx(area_km2(whole) / 2)
    assert centroid(whole) == (5, 5)
    assert centroid(holed) == (7.5, 5)


@given(st.floats(-180, 180), st.floats(-85, 85))
def test_the_grid_gives_a_position_back_within_a_unit(longitude: float, latitude: float) -> None:
    back_longitude, back_latitude = to_lonlat(*to_grid(longitude, latitude))
    assert math.isclose(back_longitude, longitude, abs_tol=0.00006)
    assert math.isclose(back_latitude, latitude, abs_tol=0.00006)


@pytest.mark.parametrize(
    ("longitude", "latitude"),
    [(math.nan, 45), (5, math.nan), (math.inf, 45), (5, -math.inf), (181, 45), (5, 90), (1e300, 1e300)],
)
def test_what_is_no_position_is_refused(longitude: float, latitude: float) -> None:
    with pytest.raises(PositionRefusedError) as refused:
        to_grid(longitude, latitude)
    assert refused.value.remedy


COORDINATES = st.integers(-2_000_000, 2_000_000)


@given(st.lists(st.lists(st.tuples(COORDINATES, COORDINATES), max_size=8), max_size=4))
def test_any_path_that_is_written_is_read_and_written_again_alike(rings: list[list[tuple[int, int]]]) -> None:
    path = serialise([ring] for ring in rings)
    again = serialise(parse(path))
    assert bounds_of(again) == bounds_of(path)
    assert area_km2(again) == pytest.approx(area_km2(path))


def bounds_of(path: str) -> Box | None:
    return bounding_box(parse(path)) if path else None


@given(st.text(max_size=300))
def test_any_text_is_a_path_or_is_refused(text: str) -> None:
    try:
        polygons = parse(text)
    except PathUnreadableError:
        return
    assert bool(polygons) == bool(text)
