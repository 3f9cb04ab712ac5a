"""From bytes to lines of named cells, refusing early what a person did not mean to send."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from terreau.needs.batches.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SEPARATORS = ";,\t|"
# Spreadsheets that follow RFC 4180 to the letter never emit these in text; programs that attack do.
_FORBIDDEN = frozenset(chr(code) for code in range(32) if chr(code) not in "\t\n\r")


@dataclass(frozen=True)
class Limits:
    """How much is read: bytes of the file, lines below the header, characters in one cell, columns."""

    size: int = 1_000_000
    lines: int = 300
    cell: int = 6_000
    columns: int = 40


LIMITS = Limits()


class SheetError(ValueError):
    """Why a file cannot be read: `code` and the `values` that go in the sentence."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(f"{code} {values}" if values else code)


@dataclass(frozen=True)
class Line:
    """One line of the file: its number as a spreadsheet shows it, and its cells by folded column name."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Sheet:
    """A file that was read: the columns as written, the lines, and how it was understood."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    encoding: str
    separator: str
    unknown: tuple[str, ...] = field(default=())


def read(content: bytes, names: Mapping[str, str], *, limits: Limits = LIMITS) -> Sheet:
    """Read `content`, whose header may use any key of `names` (folded); cells come under the value.

    Raises SheetError with one of the codes empty, too-large, not-text, no-column (values: known), two-columns
    (values: column), too-many-columns, too-many-lines, cell-too-long (values: line, column), control (line).
    """
    if len(content) > limits.size:
        raise SheetError("too-large", size=len(content), limit=limits.size)
    text, encoding = _decode(content)
    if not text.strip():
        raise SheetError("empty")
    separator = _separator(text)
    rows = _rows(text, separator, limits)
    _, header = next(rows, (0, []))
    if len(header) > limits.columns:
        raise SheetError("too-many-columns", count=len(header), limit=limits.columns)
    known, unknown = _columns(header, names)
    lines = tuple(_lines(rows, header, known, limits))
    if not lines:
        raise SheetError("empty")
    return Sheet(tuple(known.values()), lines, encoding, separator, unknown)


def _decode(content: bytes) -> tuple[str, str]:
    """UTF-8, UTF-16 with its mark, otherwise the Windows code page in which French spreadsheets save."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        candidates = ["utf-16"]
    elif b"\x00" in content:
        raise SheetError("not-text")
    else:
        candidates = ["utf-8-sig", "cp1252"]
    for encoding in candidates:
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise SheetError("not-text")


def _separator(text: str) -> str:
    """The separator that cuts the header most; a semicolon wins ties, as French spreadsheets write it."""
    header = text.lstrip().splitlines()[0]
    return max(_SEPARATORS, key=lambda candidate: (header.count(candidate), -_SEPARATORS.index(candidate)))


def _rows(text: str, separator: str, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold something, with the line on which each ends in the file."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False)
    count = 0
    try:
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            count += 1
            if count > limits.lines + 1:
                raise SheetError("too-many-lines", limit=limits.lines)
            yield reader.line_num, row
    except csv.Error as error:  # a cell above csv.field_size_limit (131 072 characters)
        raise SheetError("cell-too-long", line=reader.line_num, column="", limit=limits.cell) from error


def _columns(header: list[str], names: Mapping[str, str]) -> tuple[dict[int, str], tuple[str, ...]]:
    known: dict[int, str] = {}
    unknown = []
    for index, title in enumerate(header):
        name = names.get(fold(title))
        if name is None:
            if title.strip():
                unknown.append(title.strip()[:60])
        elif name in known.values():
            raise SheetError("two-columns", column=title.strip())
        else:
            known[index] = name
    if not known:
        raise SheetError("no-column")
    return known, tuple(unknown)


def _lines(
    rows: Iterator[tuple[int, list[str]]], header: list[str], known: Mapping[int, str], limits: Limits
) -> Iterator[Line]:
    for number, row in rows:
        cells = {}
        for index, name in known.items():
            cell = row[index].strip() if index < len(row) else ""
            if len(cell) > limits.cell:
                column = header[index].strip()
                raise SheetError("cell-too-long", line=number, column=column, limit=limits.cell)
            if not _FORBIDDEN.isdisjoint(cell):
                raise SheetError("control", line=number)
            cells[name] = cell
        yield Line(number, cells)
