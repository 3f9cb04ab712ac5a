"""Whether the database read a CSV exactly as it is written.

It drops silently what it takes for noise: blank lines, an empty cell beyond the header, blanks beside
quotes. Nothing may
be lost before a check, so the bytes are counted: what was read, with the separators, the line breaks and the
quotes,
must be the size of the file. This costs far less than looking at every line from Python.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.catalogue.tables.compiler.sql import column

if TYPE_CHECKING:
    from pathlib import Path

    from terreau.catalogue.tables.reading.table import Table
    from terreau.catalogue.tables.reading.workspace import Workspace

_BLOCK = 4 << 20


class UnevenError(Exception):
    """The file must be read row by row, as Python's `csv` does."""


def with_cells(table: Table) -> str:
    """The relation of a table with `cells`, all the texts of a row end to end."""
    # concat leaves NULL out as concat_ws('', …) does, at half its cost: this is the dearest piece of a check.
    return f"SELECT *, concat({', '.join(map(column, range(table.width)))}) AS cells FROM ({table.relation})"


WEIGHTS = (
    "strlen(cells) AS bytes",
    "CASE WHEN contains(cells, '\"') THEN strlen(cells) - strlen(replace(cells, '\"', '')) ELSE 0 END AS quotes",
    "CASE WHEN contains(cells, chr(10)) THEN strlen(cells) - strlen(replace(cells, chr(10), '')) ELSE 0 END AS breaks",
)
"""SQL on `cells`: the bytes of a row, the quotes and the line breaks inside its values."""


def demand_even(table: Table, rows: int, cell_bytes: int, cell_quotes: int) -> None:
    """Raise `UnevenError` unless what was read accounts for every byte of the file."""
    if table.ragged or not table.source:
        return
    body, quotes, ends = _weigh(table.source, table.header_bytes)
    marks = rows * (table.width - 1)
    breaks = (rows if ends else rows - 1) * table.break_bytes
    if body != cell_bytes + marks + breaks + quotes - cell_quotes:
        raise UnevenError


def demand_even_table(table: Table, workspace: Workspace) -> None:
    """The same by a scan of its own."""
    if table.ragged or not table.source:
        return
    row = workspace.query(
        f"SELECT count(*), coalesce(sum(bytes), 0), coalesce(sum(quotes), 0) FROM "
        f"(SELECT {', '.join(WEIGHTS)} FROM ({with_cells(table)}))"
    ).fetchone()
    if row:
        demand_even(table, *map(int, row))


def _weigh(path: Path, header: int) -> tuple[int, int, bool]:
    """Bytes and quotes below the header, and whether the file ends with a line break."""
    size = quotes = 0
    nul = False
    last = b"\n"
    with path.open("rb", buffering=0) as stream:
        stream.seek(header)
        while block := stream.read(_BLOCK):
            size += len(block)
            quotes += block.count(b'"')
            nul = nul or b"\0" in block
            last = block[-1:]
    if nul:
        # Shown as the replacement character, and said, when rows are read one by one.
        raise UnevenError
    return size, quotes, last == b"\n"
