"""Rows that the database cannot read as they are (ragged, blank, of a workbook…), written as an even CSV.

Nothing is lost: each row keeps its line, its number of cells, and the cells beyond the header.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from terreau.catalogue.tables.reading import limits
from terreau.catalogue.tables.reading.csv_rows import csv_rows
from terreau.catalogue.tables.reading.table import read_csv_sql
from terreau.catalogue.tables.refusals import CellTooLarge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_BEFORE = ("line_", "n_", "extra_")


def normalised(rows: Iterable[tuple[int, list[str]]], width: int, target: Path) -> str:
    """Write rows (with the line where each begins) and give the SQL that reads them back."""
    longest = 0
    with target.open("w", encoding="utf-8", newline="") as stream:
        # A NUL would end the value for the database: shown as the Unicode replacement character.
        writer = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
        for line, cells in rows:
            longest = max(longest, sum(map(len, cells)))
            count = len(cells)
            extra = json.dumps(cells[width:], ensure_ascii=False) if count > width else ""
            padding = [""] * (width - count)
            writer.writerow((line, count, extra, *(_clean(cell) for cell in cells[:width]), *padding))
    names = ", ".join(f"c{n}" for n in range(width))
    inner = read_csv_sql(target, width, delimiter=",", skip=0, before=_BEFORE, longest=longest * 2)
    return f"SELECT line_::BIGINT AS line_, n_::INTEGER AS n_, extra_, {names} FROM ({inner})"


def _clean(cell: str) -> str:
    return cell.replace("\0", "�") if "\0" in cell else cell


@dataclass
class Seen:
    """What reading a file line by line shows of it: lines with a NUL, quotes, how its last row ends."""

    nuls: int = 0
    quotes: int = 0
    cut: bool = False
    last_line: int = 0
    last_cells: int = 0


def _lines(stream: TextIO, seen: Seen) -> Iterator[str]:
    """The lines of a file, none of which may fill the memory: a file of two gigabytes may have no line break."""
    number, most = 0, limits.CELL_BYTES * 2
    while line := stream.readline(most):
        number += 1
        if len(line) == most and not line.endswith("\n"):
            raise CellTooLarge(line=number, limit=limits.CELL_BYTES // 10**6)
        seen.nuls += "\0" in line
        seen.quotes += line.count('"')
        seen.cut = not line.endswith(("\n", "\r"))
        yield line


def rows_of_text(
    path: Path, encoding: str, delimiter: str, after: int, seen: Seen | None = None
) -> Iterator[tuple[int, list[str]]]:
    """Every row of a CSV below its `after` first rows, with the line where it begins; `seen` is filled meanwhile."""
    seen = seen or Seen()
    with path.open(encoding=encoding, errors="replace", newline="") as stream:
        reader = csv_rows(_lines(stream, seen), delimiter)
        line = 0
        try:
            for number, cells in enumerate(reader):
                if number >= after:
                    yield line + 1, cells
                seen.last_line, seen.last_cells = line + 1, len(cells)
                line = reader.line_num
        except csv.Error as error:
            raise CellTooLarge(line=line + 1, limit=limits.CELL_BYTES // 10**6) from error
