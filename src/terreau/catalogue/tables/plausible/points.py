"""Points that are abroad, swapped, or beyond the territory announced; in degrees, or in metres of Lambert."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from terreau.catalogue.tables.compiler.sql import column
from terreau.catalogue.tables.french.coordinates import in_france
from terreau.catalogue.tables.lambert import EAST, NORTH, PROJECTIONS
from terreau.catalogue.tables.plausible import signs
from terreau.catalogue.tables.plausible.signs import of_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from terreau.catalogue.tables.checking.finding import Finding
    from terreau.catalogue.tables.reading.workspace import Workspace

_CHUNK = 10_000
#: Columns named "x" and "y" are places when this share of their rows is in France.
_SHARE = 0.5
#: From so many points on, all of them elsewhere is one thing to say, not a list of lines.
_ALL = 3


def in_metres(labels: Sequence[str]) -> tuple[str, str, str] | None:
    """The label, and the SQL of the cells, of the first columns that may hold metres: « x », « X_L93 »."""
    named = {n: _plain(label) for n, label in enumerate(labels)}
    for n, name in named.items():
        if EAST.fullmatch(name):
            twin = name.replace("x", "y").replace("easting", "northing")
            north = next((m for m, other in named.items() if other == twin and NORTH.fullmatch(other)), None)
            if north is not None:
                return labels[n], column(n), column(north)
    return None


def is_one_of_two(label: str) -> bool:
    """Whether a column holds one side of a point, « coord_x »: with a decimal comma it looks like a whole one."""
    name = _plain(label)
    return bool(EAST.fullmatch(name) or NORTH.fullmatch(name))


def place(
    label: str,
    east: str,
    north: str,
    workspace: Workspace,
    inside: Callable[[float, float], bool] | None,
) -> Iterator[Finding]:
    """What is wrong with the points of two columns; nothing where « x » and « y » are mostly no places of France."""
    result = workspace.query(
        f"SELECT rowid + 1, try_cast(replace({east}, ',', '.') AS DOUBLE) AS x, "
        f"try_cast(replace({north}, ',', '.') AS DOUBLE) AS y FROM looked WHERE x IS NOT NULL AND y IS NOT NULL"
    )
    swapped: list[int] = []
    abroad: list[int] = []
    outside: list[int] = []
    placed = 0
    while rows := result.fetchmany(_CHUNK):
        for row, x, y in rows:
            placed += 1
            found = (x, y) if in_france(x, y) else _degrees(x, y)
            if found:
                if inside and not inside(*found):
                    outside.append(row)
            elif in_france(y, x):
                swapped.append(row)
            else:
                abroad.append(row)
    if len(abroad) <= _SHARE * placed or not EAST.fullmatch(_plain(label)):
        yield from _said(label, placed, swapped, abroad, outside)


def _said(
    label: str, placed: int, swapped: list[int], abroad: list[int], outside: list[int]
) -> Iterator[Finding]:
    if swapped:
        yield of_rows(signs.SwappedCoordinates, label, swapped)
    if abroad:
        yield of_rows(signs.PointAbroad, label, abroad)
    if outside:
        elsewhere = len(outside) == placed >= _ALL
        yield of_rows(signs.PointsElsewhere if elsewhere else signs.PointOutsideTerritory, label, outside)


def _degrees(x: float, y: float) -> tuple[float, float] | None:
    """Degrees of metres; None for what no projection of France holds."""
    made = next((one for one in PROJECTIONS if one.holds(x, y)), None)
    return made.to_lonlat(x, y) if made else None


def _plain(label: str) -> str:
    bare = unicodedata.normalize("NFD", label.lower())
    return "".join(sign for sign in bare if sign.isascii() and sign.isalnum())
