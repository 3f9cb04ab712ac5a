"""Longitude and latitude put back in order where the schema allows both: found in SQL, made only when asked for.

15 % of the charging points of the national base were once swapped and valid
(https://github.com/etalab/transport-site/pull/5535).
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from terreau.catalogue.tables.checking.marks import line_sql
from terreau.catalogue.tables.compiler.sql import column, text
from terreau.catalogue.tables.french.coordinates import BOXES
from terreau.catalogue.tables.knowing.labels import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from terreau.catalogue.tables.reading.table import Table
    from terreau.catalogue.tables.reading.workspace import Workspace

_CHUNK = 10_000
_DEGREES = r"-?\d{1,3}(?:\.\d+)?"
_PAIR = rf"^\s*\[?\s*({_DEGREES})\s*,\s*({_DEGREES})\s*\]?\s*$"
# Surely within metropolitan France, longitude first: one look settles most rows, the rest are weighed exactly.
_EAST = r"(-[0-4]|[0-8])(\.[0-9]+)?"
_NORTH = r"(4[2-9]|50)(\.[0-9]+)?"
_IN_PLACE = rf"\[?{_EAST}, ?{_NORTH}\]?"


@dataclass(frozen=True)
class Swap:
    """Where two coordinates stand. `positions`: one column that holds both, or two columns."""

    label: str
    positions: tuple[int, ...]
    longitude: str
    latitude: str

    @property
    def swapped(self) -> str:
        """SQL true of rows that are in France only the other way round."""
        x, y = (f"try_cast({one} AS DOUBLE)" for one in (self.longitude, self.latitude))
        return f"(NOT ({_in_france(x, y)}) AND ({_in_france(y, x)}))"

    @property
    def in_place(self) -> str:
        """SQL true only of rows that are surely in France as they are: cheap, so that a scan may ask it of every row."""
        cells = [column(at) for at in self.positions]
        shapes = (_IN_PLACE,) if len(cells) == 1 else (_EAST, _NORTH)
        return " AND ".join(
            f"regexp_full_match({cell}, {text(shape)})" for cell, shape in zip(cells, shapes, strict=True)
        )

    def mended(self, alias: str = "") -> list[str]:
        """For each position, SQL of the text once put back."""
        if len(self.positions) > 1:
            return [f"{alias}{column(at)}" for at in reversed(self.positions)]
        cell = f"{alias}{column(self.positions[0])}"
        pair = f"{self.latitude} || ',' || {self.longitude}"
        return [f"CASE WHEN starts_with(ltrim({cell}), '[') THEN '[' || {pair} || ']' ELSE {pair} END"]


def _in_france(x: str, y: str) -> str:
    boxes = (f"({x} BETWEEN {w} AND {e} AND {y} BETWEEN {s} AND {n})" for w, s, e, n in BOXES)
    return f"coalesce({' OR '.join(boxes)}, false)"


def swaps_of(labels: Sequence[str]) -> list[Swap]:
    """The columns of coordinates that a table has, told by their names."""
    said = [words(label) for label in labels]
    found = []
    for at, label in enumerate(labels):
        if "coordonnees" in said[at]:
            x, y = (f"regexp_extract({column(at)}, {text(_PAIR)}, {group})" for group in (1, 2))
            found.append(Swap(label, (at,), x, y))
    east = next((n for n, one in enumerate(said) if "longitude" in one), None)
    north = next((n for n, one in enumerate(said) if "latitude" in one), None)
    if east is not None and north is not None:
        x, y = (f"replace({column(at)}, ',', '.')" for at in (east, north))
        found.append(Swap(f"{labels[east]}, {labels[north]}", (east, north), x, y))
    return found


def watched(swaps: Sequence[Swap]) -> list[str]:
    """What the scan of the check keeps of coordinates, so that the file is not read again for them."""
    return [
        f"CASE WHEN {swap.in_place} THEN NULL ELSE {column(at)} END AS {_kept(number, at)}"
        for number, swap in enumerate(swaps)
        for at in swap.positions
    ]


def _kept(number: int, position: int) -> str:
    return f"swap{number}_{position}"


def _swapped_rows(number: int, swap: Swap) -> str:
    """SQL of the rows to put back, from what the scan kept (`watched`)."""
    cells = ", ".join(f"{_kept(number, at)} AS {column(at)}" for at in swap.positions)
    there = " AND ".join(f"{_kept(number, at)} IS NOT NULL" for at in swap.positions)
    return f"SELECT * FROM (SELECT rowid AS number, {cells} FROM marks WHERE {there}) WHERE {swap.swapped}"


def count_swapped(number: int, swap: Swap, workspace: Workspace) -> tuple[int, tuple[tuple[str, str], ...]]:
    """How many rows, and some of them before and after; the check has left `marks`, with what is `watched`."""
    before = " || ', ' || ".join(column(at) for at in swap.positions)
    after = " || ', ' || ".join(swap.mended())
    rows = _swapped_rows(number, swap)
    counted = workspace.query(f"SELECT count(*) FROM ({rows})").fetchone()
    if not counted or not counted[0]:
        return 0, ()
    shown = workspace.query(f"SELECT {before}, {after} FROM ({rows}) ORDER BY number LIMIT 5").fetchall()
    return int(counted[0]), tuple((a, b) for a, b in shown)


def swapped_cells(
    number: int, swap: Swap, table: Table, workspace: Workspace
) -> Iterator[tuple[int, int, int, str, str]]:
    """(row, line, position from 0, before, after) of every coordinate put back, in the order of the file."""
    line, join = line_sql(table)
    pairs = ", ".join(
        f"{column(at)} AS before{n}, {after} AS after{n}"
        for n, (at, after) in enumerate(zip(swap.positions, swap.mended(), strict=True))
    )
    result = workspace.query(
        f"SELECT m.rowid + 1, {line}, r.* EXCLUDE (number) FROM "
        f"(SELECT number, {pairs} FROM ({_swapped_rows(number, swap)})) r "
        f"JOIN (SELECT rowid, * FROM marks) m ON m.rowid = r.number {join} ORDER BY m.rowid"
    )
    while rows := result.fetchmany(_CHUNK):
        for row, of, *texts in rows:
            yield from (
                (row, of, at, *texts[2 * n : 2 * n + 2])
                for n, at in sorted(enumerate(swap.positions), key=itemgetter(1))
            )
