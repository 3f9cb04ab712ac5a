"""The clean file and its journal; both are written aside and put in place once whole."""

from __future__ import annotations

import csv
import heapq
import itertools
from operator import itemgetter
from typing import TYPE_CHECKING

from terreau.catalogue.tables.compiler.sql import column, text
from terreau.catalogue.tables.mending.changes import SWAP
from terreau.catalogue.tables.mending.patching import OtherLinesError, patch_cells, patch_lines, written_row
from terreau.catalogue.tables.plausible.swapped import swapped_cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from terreau.catalogue.tables.mending.patching import Patch
    from terreau.catalogue.tables.plausible.swapped import Swap
    from terreau.catalogue.tables.reading.table import Table
    from terreau.catalogue.tables.reading.workspace import Workspace

_CHUNK = 10_000


def write_clean(
    table: Table, rows: int, workspace: Workspace, out: Path, swaps: Sequence[tuple[int, Swap]]
) -> None:
    """The clean CSV: the lines of the file where they can stay, else the table written once; then the changes.

    `swaps` are those that were asked for, with their numbers in what the check has `watched`.
    """
    part = out.with_name(f"{out.name}.part")
    header = written_row([label or column(n) for n, label in enumerate(table.labels)]) + b"\n"
    if not _from_lines(table, rows, workspace, part, header, swaps):
        _from_table(table, rows, workspace, part, header, swaps)
    part.replace(out)
    _write_journal(table, workspace, out.with_name(f"{out.name}.journal.csv"), swaps)


def _from_lines(
    table: Table,
    rows: int,
    workspace: Workspace,
    part: Path,
    header: bytes,
    swaps: Sequence[tuple[int, Swap]],
) -> bool:
    """Whether the file could be copied line by line: a comma CSV read in place, whose values hold no line break."""
    if not table.source or table.ragged or table.delimiter != ",":
        return False
    if workspace.query("SELECT 1 FROM lines LIMIT 1").fetchone():
        return False
    try:
        with part.open("wb") as stream:
            stream.write(header)
            patch_lines(table.source, table.header_bytes, rows, _patches(table, workspace, swaps), stream)
    except OtherLinesError:
        return False
    return True


def _from_table(
    table: Table,
    rows: int,
    workspace: Workspace,
    part: Path,
    header: bytes,
    swaps: Sequence[tuple[int, Swap]],
) -> None:
    """The columns of the table written by the database, in order since nothing is joined; then patched."""
    plain = workspace.fresh("plain.csv")
    names = ", ".join(column(n) for n in range(table.width))
    workspace.query(
        f"COPY (SELECT {names} FROM ({table.relation})) TO {text(str(plain))} (FORMAT csv, HEADER false, DELIMITER ',')"
    )
    try:
        with part.open("wb") as stream:
            stream.write(header)
            patch_lines(plain, 0, rows, _patches(table, workspace, swaps), stream)
    except OtherLinesError:
        with part.open("wb") as stream:
            stream.write(header)
            patch_cells(plain, _patches(table, workspace, swaps), stream)
    plain.unlink()


def _patches(table: Table, workspace: Workspace, swaps: Sequence[tuple[int, Swap]]) -> Iterator[Patch]:
    """What changes, row by row in the order of the file: conversions, then coordinates put back."""
    converted = ((row, 0, at, before, after) for row, _, at, before, after, _ in _converted(workspace))
    put_back = (
        (
            (row, turn, at, before, after)
            for row, _, at, before, after in swapped_cells(number, one, table, workspace)
        )
        for turn, (number, one) in enumerate(swaps, start=1)
    )
    merged = heapq.merge(converted, *put_back)
    for row, cells in itertools.groupby(merged, key=itemgetter(0)):
        yield row, _of_row([one[1:] for one in cells], [one for _, one in swaps])


def _of_row(
    cells: Sequence[tuple[int, int, str, str]], swaps: Sequence[Swap]
) -> Mapping[int, tuple[str, str]]:
    found: dict[int, tuple[str, str]] = {}
    for turn, same in itertools.groupby(cells, key=itemgetter(0)):
        changes = [one[1:] for one in same]
        if not turn:
            found |= {at: (before, after) for at, before, after in changes}
            continue
        # Of two columns, each takes the other's text, as it was converted.
        places = swaps[turn - 1].positions
        others = dict(zip(places, reversed(places), strict=True)) if len(places) > 1 else {}
        converted = {at: found[other][1] for at, other in others.items() if other in found}
        found |= {at: (before, converted.get(at, after)) for at, before, after in changes}
    return found


def _converted(workspace: Workspace) -> Iterator[tuple[int, int, int, str, str, str]]:
    """(row, line, position from 0, before, after, conversion) of every cell converted, in the order of the file."""
    result = workspace.query(
        "SELECT DISTINCT f.row, f.line, f.position - 1, x.before, x.after, x.conversion FROM faults f "
        "JOIN fixes x ON x.position = f.position AND x.before = f.value WHERE f.row > 0 ORDER BY f.row, f.position"
    )
    while rows := result.fetchmany(_CHUNK):
        yield from rows


def _write_journal(
    table: Table, workspace: Workspace, journal: Path, swaps: Sequence[tuple[int, Swap]]
) -> None:
    part = journal.with_name(f"{journal.name}.part")
    with part.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("row", "line", "field", "before", "after", "conversion"))
        writer.writerows(
            (row, line, table.labels[at], old, new, how)
            for row, line, at, old, new, how in _converted(workspace)
        )
        for number, swap in swaps:
            writer.writerows(
                (row, line, table.labels[at], old, new, SWAP.name)
                for row, line, at, old, new in swapped_cells(number, swap, table, workspace)
            )
    part.replace(journal)
