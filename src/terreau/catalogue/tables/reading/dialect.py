"""Which separator, and which line names the columns, from the first rows of a text file."""

from __future__ import annotations

import csv
import itertools
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE_ROWS = 200
_SAMPLE_CHARACTERS = 1 << 18
_SEPARATORS = ",;\t|"
_FEWEST_FOR_TITLES = 3
# What a spreadsheet writes first to say the separator of what follows.
_SEPARATOR_SAID = re.compile(r"\ufeff?\"?sep=(.)\"?[\r\n]", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?[\d\s\u00a0\u202f]*[.,]?\d+\s*%?")


@dataclass(frozen=True)
class Dialect:
    """`header_row` counts rows from 1 (a row may span several lines), `header_line` is its first line in the file."""

    delimiter: str
    header_row: int
    header_line: int
    header_end: int
    labels: tuple[str, ...]


def dialect_of(path: Path, encoding: str, *, delimiter: str = "", header_row: int = 0) -> Dialect:
    """What the first rows say; `delimiter` and `header_row` override."""
    with path.open(encoding=encoding, errors="replace", newline="") as stream:
        sample = stream.read(_SAMPLE_CHARACTERS)
        whole = len(sample) < _SAMPLE_CHARACTERS
    said = _SEPARATOR_SAID.match(sample)
    delimiter = delimiter or (said[1] if said else _separator(sample, whole=whole))
    rows = _rows(sample, delimiter, whole=whole)
    if not rows:
        return Dialect(delimiter, 1, 1, 1, ())
    written = [cells for _, _, cells in rows]
    left = 1 if said else _above(written)
    at = min(header_row or left + header_of(written[left:]), len(rows)) - 1
    first, last, cells = rows[at]
    return Dialect(delimiter, at + 1, first, last, tuple(cell.strip() for cell in cells))


def _rows(sample: str, delimiter: str, *, whole: bool) -> list[tuple[int, int, list[str]]]:
    """Rows with the lines where they begin and end; the last one is left out when the sample cuts it."""
    reader = csv.reader(sample.splitlines(keepends=True), delimiter=delimiter)
    found, line = [], 0
    try:
        for cells in itertools.islice(reader, SAMPLE_ROWS):
            found.append((line + 1, reader.line_num, cells))
            line = reader.line_num
    except csv.Error:
        pass
    return found if whole or len(found) == SAMPLE_ROWS or len(found) < 2 else found[:-1]  # noqa: PLR2004


def _separator(sample: str, *, whole: bool) -> str:
    """The separator that cuts the most rows into the same number of cells."""
    best, best_score = ",", (0.0, 0)
    for candidate in _SEPARATORS:
        widths = Counter(len(cells) for _, _, cells in _rows(sample, candidate, whole=whole) if cells)
        if not widths:
            continue
        width, times = max(widths.items(), key=lambda one: (one[1] * (one[0] > 1), one[0]))
        if width > 1:
            score = (round(times / widths.total(), 2), width)
            # A decimal comma cuts fewer rows alike than the true separator; width settles equal shares.
            best, best_score = (candidate, score) if score > best_score else (best, best_score)
    return best


def _above(rows: list[list[str]]) -> int:
    """How many rows at the top hold nothing, or a remark after a hash that is narrower than the table."""
    widths = Counter(_filled(cells) for cells in rows if _filled(cells))
    usual = max(widths.items(), key=lambda one: (one[1], one[0]))[0] if widths else 0
    for number, cells in enumerate(rows):
        remark = bool(cells) and cells[0].lstrip().startswith("#") and _filled(cells) < usual
        if not remark and (len(cells) > 1 or _filled(cells)):
            return number
    return 0


def header_of(rows: list[list[str]]) -> int:
    """The row (from 1) that names the columns: past titles, which fill one or two cells of a wide table."""
    widths = Counter(_filled(cells) for cells in rows[1:] if _filled(cells))
    if not widths:
        return 1
    usual = max(widths.items(), key=lambda one: (one[1], one[0]))[0]
    if usual < _FEWEST_FOR_TITLES:
        return 1
    for number, cells in enumerate(rows[:20], start=1):
        if _filled(cells) > max(2, usual // 3) or (number == 1 and _filled(cells) > 2):  # noqa: PLR2004
            # A title line may fill several cells, but a header has no number and a name for most columns.
            numbers = sum(bool(_NUMBER.fullmatch(cell.strip())) for cell in cells if cell.strip())
            return number if numbers * 2 <= _filled(cells) else 1
    return 1


def _filled(cells: list[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)
