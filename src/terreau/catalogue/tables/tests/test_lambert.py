"""Positions in metres of Lambert 93 and of the nine zones, as degrees."""

from __future__ import annotations

import math

import duckdb
import pytest

from terreau.catalogue.tables.lambert import LAMBERT_93, PROJECTIONS, isometric, latitude_of

#: Computed by PROJ 9.5.1 from longitude and latitude in RGF93 (EPSG:4171), in metres.
POINTS = [
    (2154, 2.3768, 51.0344, 656187.517, 7104472.924),  # Dunkerque
    (2154, -4.4861, 48.3904, 146632.979, 6836262.327),  # Brest
    (2154, 7.7521, 48.5734, 1050362.695, 6840899.647),  # Strasbourg
    (2154, 9.1594, 41.3874, 1216166.559, 6051870.457),  # Bonifacio
    (2154, -1.774, 43.3588, 313023.192, 6262775.171),  # Hendaye
    (2154, 5.7245, 45.1885, 913924.101, 6458045.158),  # Grenoble
    (3942, 9.1594, 41.3874, 2214717.355, 1150485.698),
    (3943, -1.774, 43.3588, 1313229.923, 2250850.656),
    (3944, -1.774, 43.3588, 1313221.066, 3139960.334),
    (3945, 5.7245, 45.1885, 1914055.178, 4224546.073),
    (3946, 5.7245, 45.1885, 1914074.019, 5113473.565),
    (3948, -4.4861, 48.3904, 1146480.416, 7270301.303),
    (3949, 7.7521, 48.5734, 2050430.422, 8163534.876),
]
#: A centimetre, in degrees.
CLOSE = 1e-7


def test_the_constants_are_those_that_ign_publishes() -> None:
    """NT/G 87, Lambert-93: n = 0,7256077650 ; C = 11 754 255,426 ; Xs = 700 000 ; Ys = 12 655 612,050."""
    n, c, xs, ys = LAMBERT_93.cone

    assert n == pytest.approx(0.7256077650, abs=1e-10)
    assert (c, xs, ys) == pytest.approx((11_754_255.426, 700_000, 12_655_612.050), abs=1e-3)


@pytest.mark.parametrize(
    ("latitude", "iso"), [(0.87266462600, 1.00552653649), (-0.3, -0.30261690063), (0.19998903370, 0.2)]
)
def test_the_test_cases_of_ign_for_the_isometric_latitude_hold(latitude: float, iso: float) -> None:
    """NT/G 71, ALG0001 and ALG0002, with e = 0,08199188998."""
    assert isometric(latitude, 0.08199188998) == pytest.approx(iso, abs=1e-10)
    assert latitude_of(iso, 0.08199188998) == pytest.approx(latitude, abs=1e-10)


@pytest.mark.parametrize(("epsg", "longitude", "latitude", "x", "y"), POINTS)
def test_known_points_are_found_within_a_centimetre(
    epsg: int, longitude: float, latitude: float, x: float, y: float
) -> None:
    one = next(one for one in PROJECTIONS if one.epsg == epsg)

    assert one.to_lonlat(x, y) == pytest.approx((longitude, latitude), abs=CLOSE)
    with duckdb.connect() as database:
        said = database.execute(
            f"SELECT {one.longitude_sql('x', 'y')}, {one.latitude_sql('x', 'y')} FROM (SELECT $1 x, $2 y)",
            [x, y],
        ).fetchall()[0]
    assert said == pytest.approx((longitude, latitude), abs=CLOSE)


@pytest.mark.parametrize(("epsg", "x", "y"), [(one[0], one[3], one[4]) for one in POINTS])
def test_a_point_is_of_one_projection_only(epsg: int, x: float, y: float) -> None:
    assert [one.epsg for one in PROJECTIONS if one.holds(x, y)] == [epsg]


@pytest.mark.parametrize(
    ("x", "y"),
    [(0, 0), (5.72, 45.18), (700_000, 12_655_612.049876), (math.inf, 6_500_000), (640_000, 2_240_000)],
)
def test_what_is_no_place_of_france_is_none_of_them(x: float, y: float) -> None:
    """Degrees, the top of the cone, no number, and Lambert II étendu, which is another ellipsoid."""
    assert not any(one.holds(x, y) for one in PROJECTIONS)
    with duckdb.connect() as database:
        said = database.execute(
            f"SELECT {LAMBERT_93.longitude_sql('x', 'y')}, {LAMBERT_93.latitude_sql('x', 'y')} FROM (SELECT $1 x, $2 y)",
            [float(x), float(y)],
        ).fetchall()[0]
    assert said == (None, None)
