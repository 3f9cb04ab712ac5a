"""The rows of a CSV: the one place that says how long a cell may be."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from terreau.catalogue.tables.reading import limits

if TYPE_CHECKING:
    from _csv import Reader
    from collections.abc import Iterable


def csv_rows(lines: Iterable[str], delimiter: str = ",") -> Reader:
    """The rows of these lines; `line_num` says how many were read. Raises csv.Error for a cell past the cap.

    Python keeps one cap for the whole process, and its own, 131,072 characters, stops at the shape of a place.
    """
    csv.field_size_limit(limits.CELL_BYTES)
    return csv.reader(lines, delimiter=delimiter)
