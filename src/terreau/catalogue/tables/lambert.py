"""Lambert 93 and the nine conic zones of France, turned into longitude and latitude.

Authorities' tables give positions in metres of these projections as often as in degrees. The formulas are those
that IGN publishes for the Lambert conformal conic: note technique NT/G 71, algorithms ALG0001 (isometric
latitude), ALG0002 (its inverse), ALG0004 (position from the plane) and ALG0019 (constants of a secant cone), on
the ellipsoid GRS 80 (https://geodesie.ign.fr/index.php?page=algorithmes). RGF93 and WGS 84 agree within a few
centimetres. What is given as SQL is the same formula, for DuckDB.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cached_property

#: GRS 80: half of the long axis in metres, first eccentricity.
_A = 6_378_137.0
_FLATTENING = 1 / 298.257222101
E = math.sqrt(2 * _FLATTENING - _FLATTENING**2)
#: Each turn divides what is left of the error by about 200: four leave a millionth of a metre.
_TURNS = 4
_ALG0002_TURNS = 6

#: Names, in small letters and figures only, of columns in metres: "x", "X_L93", "coord_x", "x_lambert93", "CC45_X".
_METRES = (
    r"(?:coord(?:onnees?)?|geo|pos|position|point|localisation|{made})*{axis}"
    r"(?:coord(?:onnees?)?|geo|{made}|(?:epsg)?(?:2154|39(?:4[2-9]|50)))*"
)
_MADE = r"lambert93|lambert|lamb93|lamb|l93|rgf93|cc4[2-9]|cc50"
EAST = re.compile(_METRES.format(axis="x", made=_MADE) + "|easting")
NORTH = re.compile(_METRES.format(axis="y", made=_MADE) + "|northing")


@dataclass(frozen=True)
class Box:
    """Metres between which positions in France stand."""

    west: float
    east: float
    south: float
    north: float

    def sql(self, x: str, y: str) -> str:
        """Whether a position is inside, as SQL."""
        return f"({x} BETWEEN {self.west} AND {self.east} AND {y} BETWEEN {self.south} AND {self.north})"

    def holds(self, x: float, y: float) -> bool:
        return self.west <= x <= self.east and self.south <= y <= self.north


@dataclass(frozen=True)
class Lambert:
    """A projection: its EPSG number, its name, parallels and origin in degrees, origin in metres, where it is used."""

    epsg: int
    name: str
    parallels: tuple[float, float]
    origin: tuple[float, float]
    false_origin: tuple[float, float]
    boxes: tuple[Box, ...]

    @cached_property
    def cone(self) -> tuple[float, float, float, float]:
        """n, C, Xs and Ys of ALG0019."""
        first, second = (math.radians(one) for one in self.parallels)
        n = math.log(_across(second) / _across(first)) / (isometric(first) - isometric(second))
        c = _across(first) / n * math.exp(n * isometric(first))
        latitude = math.radians(self.origin[1])
        return n, c, self.false_origin[0], self.false_origin[1] + c * math.exp(-n * isometric(latitude))

    def holds(self, x: float, y: float) -> bool:
        """Whether a position in metres can be one of this projection, in France."""
        return any(box.holds(x, y) for box in self.boxes)

    def to_lonlat(self, x: float, y: float) -> tuple[float, float]:
        """Longitude and latitude in degrees of a position in metres (ALG0004)."""
        n, c, xs, ys = self.cone
        longitude = self.origin[0] + math.degrees(math.atan2(x - xs, ys - y) / n)
        return longitude, math.degrees(latitude_of(-math.log(math.hypot(x - xs, y - ys) / c) / n))

    def holds_sql(self, x: str, y: str) -> str:
        return "(" + " OR ".join(box.sql(x, y) for box in self.boxes) + ")"

    def longitude_sql(self, x: str, y: str) -> str:
        """Degrees; NULL for a position that is not in France."""
        n, _c, xs, ys = self.cone
        said = f"{self.origin[0]!r} + degrees(atan2({x} - {xs!r}, {ys!r} - {y}) / {n!r})"
        return f"(CASE WHEN {self.holds_sql(x, y)} THEN {said} END)"

    def latitude_sql(self, x: str, y: str) -> str:
        """Degrees; NULL for a position that is not in France."""
        n, c, xs, ys = self.cone
        iso = f"(-ln(nullif(sqrt(pow({x} - {xs!r}, 2) + pow({y} - {ys!r}, 2)), 0) / {c!r}) / {n!r})"
        sine = f"tanh({iso})"
        for _turn in range(_TURNS):
            sine = f"tanh({iso} + {E!r} * atanh({E!r} * {sine}))"
        return f"(CASE WHEN {self.holds_sql(x, y)} THEN degrees(asin({sine})) END)"


def isometric(latitude: float, e: float = E) -> float:
    """Isometric latitude, of radians (ALG0001)."""
    sine = math.sin(latitude)
    return math.atanh(sine) - e * math.atanh(e * sine)


def latitude_of(iso: float, e: float = E) -> float:
    """Latitude in radians of an isometric latitude (ALG0002)."""
    sine = math.tanh(iso)
    for _turn in range(_ALG0002_TURNS):
        sine = math.tanh(iso + e * math.atanh(e * sine))
    return math.asin(sine)


def _across(latitude: float) -> float:
    """Distance to the axis of the earth, in metres."""
    return _A * math.cos(latitude) / math.sqrt(1 - (E * math.sin(latitude)) ** 2)


LAMBERT_93 = Lambert(
    2154,
    "Lambert-93",
    (44, 49),
    (3, 46.5),
    (700_000, 6_600_000),
    # Corsica is in the second: further north, such an X is one of Brittany in zone 47.
    (Box(80_000, 1_100_000, 6_030_000, 7_130_000), Box(1_100_000, 1_260_000, 6_030_000, 6_245_000)),
)


def _zone(number: int) -> Lambert:
    """Conique conforme, zone `number`: on the parallel of that number, one degree either side."""
    north = (number - 41) * 1_000_000 + 200_000
    # Zones of the south begin east of any X of Lambert II étendu, whose Y looks like theirs.
    west = 1_250_000 if number <= 46 else 1_100_000  # noqa: PLR2004 - south of Brittany
    return Lambert(
        3900 + number,
        f"CC{number}",
        (number - 0.75, number + 0.75),
        (3, number),
        (1_700_000, north),
        (Box(west, 2_300_000, north - 140_000, north + 140_000),),
    )


#: Lambert 93 first, as most tables are.
PROJECTIONS = (LAMBERT_93, *(_zone(number) for number in range(42, 51)))
