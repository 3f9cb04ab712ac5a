"""Which columns say where, in degrees or in metres of Lambert: apart, or a point in one column."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from terreau.catalogue.rows.columns import Kind
from terreau.catalogue.tables.lambert import EAST, NORTH, PROJECTIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.catalogue.rows.columns import Column
    from terreau.catalogue.rows.opened import Opened
    from terreau.catalogue.tables.lambert import Lambert

_LONGITUDE = frozenset(
    ("lon", "long", "lng", "longitude", "x", "coordx", "xlong", "geolon", "consolidatedlongitude")
)
_LATITUDE = frozenset(("lat", "latitude", "y", "coordy", "ylat", "geolat", "consolidatedlatitude"))
_POINT = re.compile(r"geopoint|geopoint2d|coordonneesxy|coordonnees|coordonneesgeo|geo|point")
#: Two numbers, however they are held together: "[2.35, 48.85]", "2.35, 48.85", "POINT (2.35 48.85)".
_PAIR = r"^\s*(?:POINT\s*\(|\[|\()?\s*([+-]?\d+(?:\.\d+)?)\s*[,; ]\s*([+-]?\d+(?:\.\d+)?)\s*[\])]?\s*$"
#: The first position of a geometry as GeoJSON writes it, whatever its type.
_FIRST = r'"coordinates"\s*:\s*[\[\s]*([+-]?\d+(?:\.\d+)?)\s*,\s*([+-]?\d+(?:\.\d+)?)'
_GEOMETRY = frozenset(("geometry", "geom", "thegeom", "geoshape", "geojson", "shape", "geometrie"))
_SHARE = 0.5


@dataclass(frozen=True)
class Places:
    """SQL that gives the longitude and the latitude of a row in degrees, NULL where it says none.

    `projection`: the one in which the cells are written, in metres; None for degrees.
    """

    longitude: str
    latitude: str
    columns: tuple[Column, ...]
    projection: Lambert | None = None

    @property
    def known(self) -> str:
        """Whether a row has a place on earth."""
        return f"{self.longitude} BETWEEN -180 AND 180 AND {self.latitude} BETWEEN -90 AND 90"


def places_of(opened: Opened) -> Places | None:
    """The columns that place the rows, when at least half of the filled ones are somewhere; None without any."""
    for found in _candidates(opened.columns):
        x, y = found.longitude, found.latitude
        metres = ", ".join(f"count(*) FILTER ({one.holds_sql('x', 'y')})" for one in PROJECTIONS)
        degrees, *placed, filled = opened.ask(
            f"SELECT count(*) FILTER (x BETWEEN -180 AND 180 AND y BETWEEN -90 AND 90), {metres}, count(held) "
            f"FROM (SELECT {x} AS x, {y} AS y, {found.columns[0].sql} AS held FROM cells LIMIT 2000)"
        )[0]
        if degrees and degrees >= _SHARE * filled:
            return found
        most = max(placed)
        if most and most >= _SHARE * filled:
            made = PROJECTIONS[placed.index(most)]
            return Places(made.longitude_sql(x, y), made.latitude_sql(x, y), found.columns, made)
    return None


def _candidates(columns: Sequence[Column]) -> list[Places]:
    named = {_plain(column.name): column for column in reversed(columns)}
    numbers = {name: column for name, column in named.items() if column.kind.is_number}
    east = next((column for name, column in numbers.items() if name in _LONGITUDE), None)
    north = next((column for name, column in numbers.items() if name in _LATITUDE), None)
    found = [Places(east.sql, north.sql, (east, north))] if east and north else []
    found += [
        Places(x.sql, y.sql, (x, y))
        for name, x in numbers.items()
        if EAST.fullmatch(name) and (y := _beside(name, x, numbers)) is not None
    ]
    for name, column in named.items():
        if column.kind is Kind.TEXT and (column.declared in ("geopoint", "array") or _POINT.fullmatch(name)):
            first, second = (
                f"TRY_CAST(regexp_extract({column.sql}, '{_PAIR}', {at}) AS DOUBLE)" for at in (1, 2)
            )
            # "geo_point_2d" of Opendatasoft writes the latitude first; Table Schema the longitude.
            swapped = name == "geopoint2d"
            east_sql, north_sql = (second, first) if swapped else (first, second)
            found.append(Places(east_sql, north_sql, (column,)))
    if (geometry := _geometry(columns)) is not None:
        east_sql, north_sql = (
            f"TRY_CAST(regexp_extract({geometry.sql}, '{_FIRST}', {at}) AS DOUBLE)" for at in (1, 2)
        )
        found.append(Places(east_sql, north_sql, (geometry,)))
    return found


def _beside(name: str, x: Column, numbers: dict[str, Column]) -> Column | None:
    """The column that says how far north: the same name with the other letter, else the nearest of such."""
    norths = {one: column for one, column in numbers.items() if NORTH.fullmatch(one)}
    twin = norths.get(name.replace("x", "y")) or norths.get("northing" if name == "easting" else "")
    return twin or min(norths.values(), key=lambda one: abs(one.position - x.position), default=None)


def geometry_of(opened: Opened) -> Column | None:
    """The column that holds geometries as GeoJSON, None without any."""
    return _geometry(opened.columns)


def _geometry(columns: Sequence[Column]) -> Column | None:
    texts = [one for one in columns if one.kind is Kind.TEXT]
    said = next((one for one in texts if one.declared == "geojson"), None)
    return said or next((one for one in texts if _plain(one.name) in _GEOMETRY), None)


def _plain(name: str) -> str:
    bare = unicodedata.normalize("NFD", name.lower())
    return "".join(sign for sign in bare if sign.isascii() and sign.isalnum())
