"""Tables whose positions are metres of Lambert have maps, and give their GeoJSON in degrees."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from terreau.catalogue.rows import Form, Opened, Rule, places_of, read_view, tell, write_rows
from terreau.catalogue.rows.tests.builders import packed

if TYPE_CHECKING:
    from pathlib import Path

#: Grenoble in Lambert-93 and in the zones 45 and 46, ten metres further each row.
GRENOBLE = {
    "Lambert-93": (913_924, 6_458_045),
    "CC45": (1_914_055, 4_224_546),
    "CC46": (1_914_074, 5_113_473),
}


def table(x: str, y: str, east: float, north: float, rows: int = 6) -> str:
    lines = [f"n{n},{east + 200 * n},{north + 200 * n}" for n in range(rows)]
    return "\n".join([f"nom,{x},{y}", *lines]) + "\n"


@pytest.mark.parametrize(
    ("x", "y"),
    [
        ("x", "y"),
        ("X_L93", "Y_L93"),
        ("coord_x", "coord_y"),
        ("CoordX", "CoordY"),
        ("x_lambert93", "y_lambert93"),
        ("LambertX", "LambertY"),
        ("easting", "northing"),
        ("X_CC45", "Y_CC45"),
        ("longitude", "latitude"),
    ],
)
@pytest.mark.parametrize("name", list(GRENOBLE))
def test_metres_are_known_by_the_names_of_columns_and_by_their_values(
    tmp_path: Path, x: str, y: str, name: str
) -> None:
    with Opened(packed(tmp_path, table(x, y, *GRENOBLE[name]))) as opened:
        found = places_of(opened)
        assert found is not None
        assert found.projection is not None
        assert found.projection.name == name
        ((longitude, latitude),) = opened.ask(
            f"SELECT {found.longitude}, {found.latitude} FROM cells LIMIT 1"
        )
    assert (longitude, latitude) == pytest.approx((5.7245, 45.1885), abs=1e-4)


def test_rows_in_metres_make_a_map_that_says_so(tmp_path: Path) -> None:
    with Opened(packed(tmp_path, table("X", "Y", *GRENOBLE["Lambert-93"]))) as opened:
        picture = tell(opened).picture

    assert picture is not None
    assert (picture.rule, picture.projection, len(picture.points)) == (Rule.POINTS, "Lambert-93", 6)
    assert all(5.7 < x < 5.8 and 45.1 < y < 45.3 for x, y, _rows in picture.points)


def test_a_point_in_one_cell_and_an_outline_may_be_in_metres_too(tmp_path: Path) -> None:
    x, y = GRENOBLE["Lambert-93"]
    points = "".join(f'n{n},"POINT ({x + 200 * n} {y})"\n' for n in range(5))
    ring = [[x, y], [x + 900, y], [x + 900, y + 900], [x, y]]
    shape = json.dumps({"type": "Polygon", "coordinates": [ring]}).replace('"', '""')
    with Opened(packed(tmp_path, f"nom,geo_point\n{points}")) as opened:
        assert (found := places_of(opened)) is not None
        assert found.projection is not None
    with Opened(packed(tmp_path, "nom,geometry\n" + f'parc,"{shape}"\n' * 3)) as opened:
        picture = tell(opened).picture
    assert picture is not None
    assert (picture.rule, picture.projection) == (Rule.AREAS, "Lambert-93")
    assert picture.areas[0].rings[0][0] == pytest.approx((5.7245, 45.1885), abs=1e-2)


def test_a_geojson_is_in_degrees_whatever_the_table_is_in(tmp_path: Path) -> None:
    out = tmp_path / "rows.geojson"
    made = packed(tmp_path, table("X_CC46", "Y_CC46", *GRENOBLE["CC46"]))
    write_rows(made, lambda columns: read_view([], columns), Form.GEOJSON, out)

    first = json.loads(out.read_text())["features"][0]
    assert first["geometry"]["coordinates"] == pytest.approx([5.7245, 45.1885], abs=1e-4)
    assert first["properties"]["X_CC46"] == 1_914_074


@pytest.mark.parametrize(
    ("x", "y", "east", "north"),
    [
        ("x", "y", 12, 40),  # degrees, in Italy
        ("x", "y", 640_000, 2_240_000),  # Lambert II étendu
        ("prix", "stock", 913_924, 6_458_045),
        ("largeur_x", "hauteur_y", 913_924, 6_458_045),
    ],
)
def test_other_numbers_are_not_taken_for_metres(
    tmp_path: Path, x: str, y: str, east: float, north: float
) -> None:
    with Opened(packed(tmp_path, table(x, y, east / 1, north / 1, 1))) as opened:
        found = places_of(opened)

    assert found is None or found.projection is None
