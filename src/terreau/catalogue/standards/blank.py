"""An empty table to fill in: the columns of a schema as CSV, or as a workbook that explains them."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.catalogue.tables import Schema

#: What the choices of a cell may hold in all
#: (https://xlsxwriter.readthedocs.io/working_with_data_validation.html).
_LONGEST_LIST = 255
_ROWS = 1_000
_WIDTH = 24
#: A spreadsheet takes a cell that begins so for a formula (https://owasp.org/www-community/attacks/CSV_Injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def blank_csv(schema: Schema) -> bytes:
    """The header alone, with a byte order mark so that spreadsheets read accents."""
    out = io.StringIO()
    csv.writer(out).writerow([_harmless(field.name) for field in schema.fields])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def blank_workbook(
    schema: Schema, help_title: str, labels: Sequence[str], help_rows: Sequence[Sequence[str]]
) -> bytes:
    """A sheet to fill in, closed lists offered in their cells, and a second one that explains columns."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet("Données")
    for at, field in enumerate(schema.fields):
        sheet.write_string(0, at, field.name[:255], bold)
        choices = [str(one) for one in field.constraints.get("enum") or []]
        if choices and len(",".join(choices)) <= _LONGEST_LIST and not any("," in one for one in choices):
            sheet.data_validation(1, at, _ROWS, at, {"validate": "list", "source": choices})
    sheet.set_column(0, max(len(schema.fields) - 1, 0), _WIDTH)
    sheet.freeze_panes(1, 0)
    _explain(book.add_worksheet(help_title[:31]), labels, help_rows, bold, wrapped)
    book.close()
    return out.getvalue()


def _explain(
    sheet: Any, labels: Sequence[str], rows: Sequence[Sequence[str]], bold: Any, wrapped: Any
) -> None:
    for number, row in enumerate([labels, *rows]):
        for at, cell in enumerate(row):
            sheet.write_string(number, at, cell[:32_000], wrapped if number else bold)
    sheet.set_column(0, max(len(labels) - 1, 0), _WIDTH * 1.5)
    sheet.freeze_panes(1, 1)


def _harmless(name: str) -> str:
    return f"'{name}" if name.startswith(_FORMULA) else name
