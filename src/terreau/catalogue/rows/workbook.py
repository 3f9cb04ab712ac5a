"""Rows as an XLSX workbook, written row by row in constant memory."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any

import xlsxwriter

from terreau.catalogue.rows.columns import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from terreau.catalogue.rows.columns import Column

#: A sheet holds 1,048,576 rows, and nobody's computer opens them: beyond this, CSV or Parquet.
MOST_ROWS = 100_000
_LONGEST = 32_767
_FIRST_DAY = dt.date(1900, 3, 1)
_EXACT = 2**53
_WIDTH = 18
_FORMATS = {Kind.DATE: "dd/mm/yyyy", Kind.DATETIME: "dd/mm/yyyy hh:mm:ss", Kind.TIME: "hh:mm:ss"}


def write_workbook(out: Path, columns: Sequence[Column], batches: Iterable[list[tuple[Any, ...]]]) -> None:
    """One sheet; texts are texts whatever they begin with, so that no cell is ever a formula or a link."""
    book = xlsxwriter.Workbook(
        str(out), {"constant_memory": True, "tmpdir": str(out.parent), "strings_to_formulas": False}
    )
    sheet = book.add_worksheet("Données")
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    formats = {kind: book.add_format({"num_format": said}) for kind, said in _FORMATS.items()}
    for at, column in enumerate(columns):
        sheet.write_string(0, at, column.name[:_LONGEST], bold)
    sheet.set_column(0, max(len(columns) - 1, 0), _WIDTH)
    sheet.freeze_panes(1, 0)
    number = 0
    for rows in batches:
        for row in rows:
            number += 1
            for at, (column, value) in enumerate(zip(columns, row, strict=True)):
                if value is not None:
                    _write(sheet, number, at, value, formats.get(column.kind))
    if number and columns:
        sheet.autofilter(0, 0, number, len(columns) - 1)
    book.close()


def _write(sheet: Any, row: int, at: int, value: Any, how: Any) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, at, value)
    elif isinstance(value, (int, float)) or hasattr(value, "is_finite"):
        exact = (
            math.isfinite(value) and abs(value) < _EXACT
            if isinstance(value, (int, float))
            else value.is_finite()
        )
        # Numbers that a spreadsheet cannot hold exactly are written as they are, in letters.
        sheet.write_number(row, at, value) if exact else sheet.write_string(row, at, str(value))
    elif isinstance(value, (dt.date, dt.time)):
        day = value.date() if isinstance(value, dt.datetime) else value
        early = isinstance(day, dt.date) and day < _FIRST_DAY
        sheet.write_string(row, at, value.isoformat()) if early else sheet.write_datetime(row, at, value, how)
    else:
        sheet.write_string(row, at, str(value)[:_LONGEST])
