"""Columns without a name nor a value: a spreadsheet leaves them behind, « ;;;; » at the end of each line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from terreau.catalogue.tables.compiler.sql import column
from terreau.catalogue.tables.mending.changes import EMPTY_COLUMNS
from terreau.catalogue.tables.mending.mended import Mended

if TYPE_CHECKING:
    from terreau.catalogue.tables.reading.table import Table
    from terreau.catalogue.tables.reading.workspace import Workspace
    from terreau.catalogue.tables.schema.model import Schema


def without_empty_columns(
    table: Table, schema: Schema, workspace: Workspace, accepted: set[str] | None
) -> tuple[Table, Schema, list[Mended]]:
    """The table without them, where the schema was guessed and has no name for them either."""
    names = tuple(one.name for one in schema.fields)
    unnamed = [at for at, label in enumerate(table.labels) if not label]
    if not unnamed or table.ragged or names != table.labels or len(unnamed) == table.width:
        return table, schema, []
    counted = workspace.query(
        f"SELECT {', '.join(f'count(*) FILTER (trim({column(at)}) <> {chr(39) * 2})' for at in unnamed)} "
        f"FROM ({table.relation})"
    ).fetchall()[0]
    gone = {at for at, filled in zip(unnamed, counted, strict=True) if not filled}
    if not gone or (accepted is not None and "columns" not in accepted):
        return table, schema, []
    kept = [at for at in range(table.width) if at not in gone]
    pieces = ", ".join(f"{column(at)} AS {column(n)}" for n, at in enumerate(kept))
    smaller = replace(
        table,
        labels=tuple(table.labels[at] for at in kept),
        relation=f"SELECT {pieces} FROM ({table.relation})",
        source=None,
    )
    fields = tuple(schema.fields[at] for at in kept)
    return smaller, replace(schema, fields=fields), [Mended("", EMPTY_COLUMNS, len(gone), ())]
