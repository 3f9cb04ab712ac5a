"""Rows that are blank, too short or too long."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from terreau.catalogue.tables.checking.marks import line_sql
from terreau.catalogue.tables.compiler.plan import Wrong
from terreau.catalogue.tables.rules.row import BlankRow, ExtraCell, MissingCell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from terreau.catalogue.tables.checking.ledger import Ledger
    from terreau.catalogue.tables.reading.table import Table
    from terreau.catalogue.tables.reading.workspace import Workspace
    from terreau.catalogue.tables.schema.model import Field

_CHUNK = 10_000


def judge_shapes(table: Table, fields: Sequence[Field], ledger: Ledger, workspace: Workspace) -> None:
    line, join = line_sql(table)
    kind = ledger.kind("", Wrong(BlankRow))
    ledger.add_sql(f"SELECT m.rowid + 1, {line}, 0, {kind}, '', 0 FROM marks m {join} WHERE m.blank")
    if table.ragged:
        ledger.add(_uneven(table, fields, ledger, workspace))


def _uneven(
    table: Table, fields: Sequence[Field], ledger: Ledger, workspace: Workspace
) -> Iterator[tuple[int, int, int, int, str, int]]:
    rows = workspace.query(
        "SELECT rowid + 1, line, n, extra FROM marks WHERE n IS NOT NULL AND NOT blank ORDER BY rowid"
    )
    extra_kind = ledger.kind("", Wrong(ExtraCell))
    while chunk := rows.fetchmany(_CHUNK):
        for row, line, count, extra in chunk:
            for position, one in enumerate(fields[count:], start=count + 1):
                yield row, line, position, ledger.kind(one.name, Wrong(MissingCell)), "", 0
            for position, value in enumerate(json.loads(extra) if extra else [], start=table.width + 1):
                yield row, line, position, extra_kind, value, 0
