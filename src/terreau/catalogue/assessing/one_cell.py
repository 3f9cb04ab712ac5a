"""One cell of a clean table written otherwise: whether it reads like its column, and the table with it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from terreau.catalogue.rows import Kind, pack
from terreau.catalogue.tables import Workspace, check, csv_rows

if TYPE_CHECKING:
    from pathlib import Path

    from terreau.catalogue.tables import Schema


@dataclass(frozen=True)
class Rewritten:
    """The Parquet of the table with the cell changed; `left` as a check says, None without a schema."""

    parquet: Path
    columns: list[dict[str, str]]
    left: dict[str, Any] | None


def reads_like(kind: Kind, name: str, before: str, after: str, schema: Schema | None = None) -> bool:
    """Whether a value may stand in a column of this kind: one text among numbers makes a column of texts.

    `before` is what the cell holds, so that both are written the same way. Nothing at all always may.
    """
    if kind is Kind.TEXT or not after:
        return True
    with Workspace() as workspace:
        raw = workspace.path / "cell.csv"
        with raw.open("w", encoding="utf-8", newline="") as stream:
            # A second column: a row without any value is no row.
            lines = csv.writer(stream, lineterminator="\n")
            lines.writerows([[name, "_"], [before, "_"], [after, "_"]])
        (column, _other) = pack(raw, workspace.path / "cell.parquet", workspace, schema=schema).columns
    return column.kind is kind or (column.kind.is_number and kind.is_number)


def rewrite(path: Path, out: Path, row: int, name: str, after: str, schema: Schema | None) -> Rewritten:
    """Write the table to `out` with one cell changed, pack it beside, and check it again. Raises Refusal.

    `row` counts data rows from 1.
    """
    _write(path, out, row, name, after)
    return packed(out, schema)


def packed(out: Path, schema: Schema | None) -> Rewritten:
    """Pack a table that was written again beside it, and check it against its schema. Raises Refusal."""
    with Workspace() as workspace:
        made = pack(out, out.with_name(f"{out.name}.parquet"), workspace, schema=schema)
        left = None
        if schema is not None:
            said = check(out, schema, workspace).summary()["errors"]
            left = {"total": said["total"], "by_rule": said["by_rule"]}
    columns = [{"name": one.name, "type": str(one.kind)} for one in made.columns]
    return Rewritten(made.path, columns, left)


def _write(path: Path, out: Path, row: int, name: str, after: str) -> None:
    with path.open(encoding="utf-8", newline="") as old, out.open("w", encoding="utf-8", newline="") as new:
        lines, written = csv_rows(old), csv.writer(new, lineterminator="\n")
        labels = next(lines, [])
        written.writerow(labels)
        at = labels.index(name)
        for number, line in enumerate(lines, 1):
            if number == row:
                line[at] = after
            written.writerow(line)
