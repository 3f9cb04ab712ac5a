"""Longitude and latitude put back in order where the schema allows both: found in SQL, made only when asked for.

15 % of the charging points of the national base were once swapped and valid
(https://github.com/etalab/transport-site/pull/5535).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from terreau.catalogue.tables.checking.marks import line_sql
from terreau.catalogue.tables.compiler.sql import column, text
from terreau.catalogue.tables.french.coordinates import BOXES
from terreau.catalogue.tables.knowing.labels import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.catalogue.tables.reading.table import Table
    from terreau.catalogue.tables.reading.workspace import Workspace

TITLE = "Longitude et latitude remises en ordre"
_DEGREES = r"-?\d{1,3}(?:\.\d+)?"
_PAIR = rf"^\s*\[?\s*({_DEGREES})\s*,\s*({_DEGREES})\s*\]?\s*$"


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


def count_swapped(swap: Swap, table: Table, workspace: Workspace) -> tuple[int, tuple[tuple[str, str], ...]]:
    """How many rows, and some of them before and after."""
    before = " || ', ' || ".join(column(at) for at in swap.positions)
    after = " || ', ' || ".join(swap.mended())
    row = workspace.query(
        f"SELECT count(*), list([b, a])[1:5] FROM (SELECT {before} AS b, {after} AS a FROM ({table.relation}) "
        f"WHERE {swap.swapped})"
    ).fetchone()
    return (int(row[0]), tuple((a, b) for a, b in row[1] or ())) if row else (0, ())


def journal_lines(swap: Swap, table: Table, workspace: Workspace) -> list[tuple[int, int, str, str, str]]:
    """(row, line, label, before, after) of every coordinate put back; the check has left `marks`."""
    line, join = line_sql(table)
    found = []
    for at, after in zip(swap.positions, swap.mended(), strict=True):
        rows = workspace.query(
            f"SELECT row, {line}, before, after FROM (SELECT row_number() OVER () AS row, {column(at)} AS before, "
            f"{after} AS after, {swap.swapped} AS swapped FROM ({table.relation})) r JOIN "
            f"(SELECT rowid, * FROM marks) m ON m.rowid = r.row - 1 {join} WHERE swapped ORDER BY row"
        ).fetchall()
        found += [(row, of, table.labels[at], was, becomes) for row, of, was, becomes in rows]
    return sorted(found)
