"""A copy of a CSV in which some cells change: every other line keeps its bytes.

Far cheaper than writing forty columns again for one wrong cell in two hundred rows, and rows cannot lose their
order, which the database does not promise as soon as a query joins.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, BinaryIO

from terreau.catalogue.tables.reading.csv_rows import csv_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    #: Row from 1, and for each position of a cell from 0, its text before and after.
    Patch = tuple[int, Mapping[int, tuple[str, str]]]

# Small, so that a block without any change is the usual case and goes through whole.
_BLOCK = 1 << 18


class OtherLinesError(Exception):
    """Lines of the file are not its rows, one for one: it must be read as cells."""


def written_row(cells: Sequence[str]) -> bytes:
    """One row as CSV. Python only quotes a lone carriage return when it is part of the line end it writes."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()[:-2].encode()


def patch_lines(source: Path, skip: int, rows: int, patches: Iterable[Patch], out: BinaryIO) -> None:
    """Copy from byte `skip` on, a line being a row; line ends become line feeds.

    Raises `OtherLinesError` where there are not `rows` lines.
    """
    wanted = iter(patches)
    patch = next(wanted, None)
    done = 0
    for part in _whole_lines(source, skip):
        count = part.count(b"\n")
        if patch is None or patch[0] > done + count:
            out.write(part)
        else:
            lines = part.split(b"\n")
            while patch is not None and patch[0] <= done + count:
                at = patch[0] - done - 1
                lines[at] = _patched(lines[at], patch[1])
                patch = next(wanted, None)
            out.write(b"\n".join(lines))
        done += count
    if done != rows or patch is not None:
        raise OtherLinesError


def _whole_lines(source: Path, skip: int) -> Iterator[bytes]:
    rest: list[bytes] = []
    with source.open("rb") as stream:
        stream.seek(skip)
        while block := stream.read(_BLOCK):
            cut = block.rfind(b"\n") + 1
            if cut:
                whole = b"".join((*rest, block[:cut]))
                yield whole.replace(b"\r\n", b"\n") if b"\r" in whole else whole
                rest = []
            rest.append(block[cut:])
    if last := b"".join(rest):
        yield last + b"\n"


def _patched(line: bytes, changes: Mapping[int, tuple[str, str]]) -> bytes:
    cells = next(csv_rows([line.decode()]), [])
    _change(cells, changes)
    return written_row(cells)


def _change(cells: list[str], changes: Mapping[int, tuple[str, str]]) -> None:
    for at, (before, after) in changes.items():
        # A fault of several columns is told at the first of them, with the text of another perhaps.
        if at < len(cells) and cells[at] == before:
            cells[at] = after


def patch_cells(source: Path, patches: Iterable[Patch], out: BinaryIO) -> None:
    """The same where values hold line breaks: every row read as cells and written again."""
    wanted = iter(patches)
    patch = next(wanted, None)
    with source.open(encoding="utf-8", newline="") as stream:
        for row, cells in enumerate(csv_rows(stream), start=1):
            if patch is not None and patch[0] == row:
                _change(cells, patch[1])
                patch = next(wanted, None)
            out.write(written_row(cells) + b"\n")
