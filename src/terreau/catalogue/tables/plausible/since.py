"""What changed too much since last year's file: rows that vanished, totals that jumped, columns that emptied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.catalogue.tables.checking.finding import Finding
from terreau.catalogue.tables.compiler.sql import column
from terreau.catalogue.tables.knowing.labels import weight, words
from terreau.catalogue.tables.plausible.signs import ColumnEmptied, RowsLost, UnlikeLastYear
from terreau.catalogue.tables.reading.opening import with_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from terreau.catalogue.tables.reading.options import Options
    from terreau.catalogue.tables.reading.table import Table
    from terreau.catalogue.tables.reading.workspace import Workspace

_LOST = 0.5  # half of the rows, or of the filled cells
_JUMP = 5.0  # times the mean of last year
_NOT_MEASURES = {"code", "insee", "siret", "siren", "identifiant", "telephone", "postal", "annee", "date"}
Figures = tuple[int, dict[str, tuple[int, float | None]]]


def since(
    before: str | Path, after: str | Path, workspace: Workspace, options: Options | None = None
) -> list[Finding]:
    """Compare two years of one table, column by column, by their names."""
    (old_rows, old), (new_rows, new) = (
        with_table(path, workspace, options, lambda table: _figures(table, workspace))
        for path in (before, after)
    )
    found = list(_columns(old, new))
    if old_rows and new_rows < _LOST * old_rows:
        counts = {"now": new_rows, "before": old_rows}
        found.insert(0, Finding(RowsLost, count=old_rows - new_rows, words=counts))
    return found


def _figures(table: Table, workspace: Workspace) -> Figures:
    """Rows, and for each column how many cells are filled and the mean of its numbers."""
    pieces = ["count(*)"]
    for n in range(table.width):
        number = f"try_cast(replace({column(n)}, ',', '.') AS DOUBLE)"
        pieces += [f"count(nullif({column(n)}, ''))", f"CASE WHEN count({number}) > 0 THEN avg({number}) END"]
    row = workspace.query(f"SELECT {', '.join(pieces)} FROM ({table.relation})").fetchone() or (0,)
    cells = zip(row[1::2], row[2::2], strict=True)
    return int(row[0]), dict(zip(table.labels, cells, strict=True))


def _columns(
    old: dict[str, tuple[int, float | None]], new: dict[str, tuple[int, float | None]]
) -> Iterator[Finding]:
    for label, (was, mean_was) in old.items():
        if label not in new:
            continue
        filled, mean = new[label]
        if was and filled < _LOST * was:
            yield Finding(ColumnEmptied, label, was - filled, words={"now": filled, "before": was})
        if words(label) & _NOT_MEASURES or weight(label) < 1 or not mean_was or not mean:
            continue
        ratio = abs(mean / mean_was)
        if not 1 / _JUMP <= ratio <= _JUMP:
            yield Finding(UnlikeLastYear, label, filled, words={"now": mean, "before": mean_was})
