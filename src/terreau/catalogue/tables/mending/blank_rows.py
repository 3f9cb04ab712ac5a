"""Rows without any value: they say nothing, and leaving them out loses nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.catalogue.tables.compiler.sql import column, text
from terreau.catalogue.tables.mending.changes import BLANK_ROWS
from terreau.catalogue.tables.mending.mended import Mended
from terreau.catalogue.tables.reading.table import read_csv_sql
from terreau.catalogue.tables.rules.row import BlankRow

if TYPE_CHECKING:
    from pathlib import Path

    from terreau.catalogue.tables.checking.report import Report
    from terreau.catalogue.tables.reading.workspace import Workspace
    from terreau.catalogue.tables.schema.model import Schema


def blank_rows(report: Report, schema: Schema, *, gone: bool) -> list[Mended]:
    """How many there are; nothing where a schema has words for what is missing, since they say something."""
    count = sum(one.count for one in report.counts if one.rule is BlankRow)
    if not count or any(one.missing_values != ("",) for one in schema.fields):
        return []
    return [Mended("", BLANK_ROWS, count, (), gone)]


def without_blank_rows(clean: Path, width: int, workspace: Workspace) -> None:
    """The clean file once more, without them; its order and its header, a row like others here, stay."""
    part = clean.with_name(f"{clean.name}.part")
    filled = " || ".join(f"coalesce({column(at)}, '')" for at in range(width))
    relation = read_csv_sql(clean, width, delimiter=",", skip=0)
    workspace.query(
        f"COPY ({relation} WHERE {filled} <> '') TO {text(str(part))} (FORMAT csv, HEADER false, DELIMITER ',')"
    )
    part.replace(clean)
