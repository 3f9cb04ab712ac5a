"""Tables that people open in a spreadsheet: accents are read, and no cell computes anything."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from django.http import HttpResponse

if TYPE_CHECKING:
    from collections.abc import Iterable

#: A spreadsheet takes a cell that begins so for a formula (https://owasp.org/www-community/attacks/CSV_Injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def harmless(cell: object) -> object:
    """The cell, marked so that no spreadsheet takes it for a formula; what is not text is left as it is."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def as_csv(name: str, columns: Iterable[object], rows: Iterable[Iterable[object]]) -> HttpResponse:
    """A table to save under this name; the mark at its start makes French spreadsheets read its accents."""
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(answer, delimiter=";")
    writer.writerow(columns)
    # Sentences that wait for their language are text too.
    writer.writerows([harmless(cell if _is_plain(cell) else str(cell)) for cell in row] for row in rows)
    return answer


def _is_plain(cell: object) -> bool:
    return cell is None or isinstance(cell, (str, int, float))
