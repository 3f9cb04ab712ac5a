"""The first rows of a clean table, as they stand in its file."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from terreau.catalogue.queries.files import clean_path
from terreau.catalogue.tables import csv_rows

if TYPE_CHECKING:
    from terreau.catalogue.models import Version

SHOWN = 8
#: A page stays light: columns beyond are in the download.
COLUMNS = 8
_LONGEST = 80


@dataclass(frozen=True)
class Rows:
    """Labels and cells, ready to be shown; `more` counts columns that are not."""

    labels: list[str]
    rows: list[list[str]]
    more: int


def first_rows(version: Version, most: int = SHOWN) -> Rows:
    """The first rows; none when the file is gone from the disk."""
    try:
        with clean_path(version).open(encoding="utf-8", newline="") as stream:
            lines = list(islice(csv_rows(stream), most + 1))
    except (FileNotFoundError, csv.Error):
        return Rows([], [], 0)
    cut = [[cell[:_LONGEST] for cell in line[:COLUMNS]] for line in lines]
    labels = cut[0] if cut else []
    return Rows(labels, cut[1:], max(0, len(lines[0]) - COLUMNS) if lines else 0)
