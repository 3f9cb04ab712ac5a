"""A table as it was understood: where its rows are, what its columns are called, and what we had to guess."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from terreau.catalogue.tables.compiler.sql import column, text

if TYPE_CHECKING:
    from pathlib import Path

    from terreau.saying import Both


# The database holds a few buffers of this size for each thread: its own default, 16 lines, would break our
# memory limit.
_LINE_BYTES = 2_000_000
_BUFFER_LINES = 4


@dataclass(frozen=True)
class Table:
    """`relation` is SQL that gives one row per data row, in order, with columns c0, c1, … as text.

    `ragged`: the relation also has `line_` (line of the file), `n_` (cells in the row), `extra_` (JSON list
    of the
    cells beyond the header, or NULL). `source` is the CSV that the database
    reads in place: then every byte of it is accounted for (evenness.py).
    """

    path: Path
    format: str
    labels: tuple[str, ...]
    relation: str
    encoding: str = ""
    delimiter: str = ""
    header_row: int = 1
    header_line: int = 1
    header_end: int = 1
    source: Path | None = None
    header_bytes: int = 0
    break_bytes: int = 1
    ragged: bool = False
    understood: tuple[Both, ...] = field(default=())

    @property
    def width(self) -> int:
        return len(self.labels)


def read_csv_sql(
    path: Path,
    width: int,
    *,
    delimiter: str,
    skip: int,
    before: tuple[str, ...] = (),
    longest: int = 0,
    options: str = "",
) -> str:
    """SQL that reads a well-formed CSV as text, with the columns in `before` ahead of the others."""
    names = [*before, *(column(n) for n in range(width))]
    line = max(_LINE_BYTES, longest * 2)
    columns = ", ".join(f"{text(name)}: 'VARCHAR'" for name in names)
    return (
        f"SELECT * FROM read_csv({text(str(path))}, auto_detect=false, header=false, skip={skip}, delim={text(delimiter)}, "
        f"quote='\"', escape='\"', columns={{{columns}}}, strict_mode=true, max_line_size={line}, buffer_size={line * _BUFFER_LINES}, "
        f"compression='none'{options})"
    )
