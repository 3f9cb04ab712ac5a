"""Open a CSV or TSV as authorities write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from terreau.catalogue.tables.reading import limits
from terreau.catalogue.tables.reading.dialect import Dialect, dialect_of
from terreau.catalogue.tables.reading.encoding import Layout, layout_of
from terreau.catalogue.tables.reading.normalise import normalised, rows_of_text
from terreau.catalogue.tables.reading.table import Table, read_csv_sql
from terreau.catalogue.tables.refusals import TooWide

if TYPE_CHECKING:
    from pathlib import Path

    from terreau.catalogue.tables.reading.options import Options
    from terreau.catalogue.tables.reading.workspace import Workspace

_NAMES = {",": "la virgule", ";": "le point-virgule", "\t": "la tabulation", "|": "la barre verticale"}


def open_text(path: Path, workspace: Workspace, options: Options, *, direct: bool = True) -> Table:
    """Read the file once to know its encoding and lines, sniff the separator and the header, choose how to read rows."""
    layout = layout_of(path)
    encoding = options.encoding or layout.encoding
    dialect = dialect_of(path, encoding, delimiter=options.delimiter, header_row=options.header_row)
    if len(dialect.labels) > limits.COLUMNS:
        raise TooWide(count=len(dialect.labels), limit=limits.COLUMNS)
    direct = direct and layout.even and options.encoding in ("", layout.encoding)
    relation = _direct(path, layout, dialect, workspace) if direct else ""
    ragged = not relation
    if ragged:
        rows = rows_of_text(path, encoding, dialect.delimiter, dialect.header_row)
        relation = normalised(rows, len(dialect.labels), workspace.path / "rows.csv")
    return Table(
        path=path,
        format="tsv" if dialect.delimiter == "\t" else "csv",
        labels=dialect.labels,
        relation=relation,
        encoding="utf-8" if encoding == "utf-8-sig" else encoding,
        delimiter=dialect.delimiter,
        header_row=dialect.header_row,
        header_line=dialect.header_line,
        header_end=dialect.header_end,
        lines=layout.lines,
        ragged=ragged,
        understood=tuple(_understood(encoding, dialect)),
    )


def _direct(path: Path, layout: Layout, dialect: Dialect, workspace: Workspace) -> str:
    """SQL that reads the file as it is, or nothing where the database would read it otherwise than `csv` does."""
    width = len(dialect.labels)
    if not width or dialect.header_line != dialect.header_end or dialect.header_row != dialect.header_line:
        return ""
    if layout.encoding == "cp1252":
        path = _transcoded(path, workspace)
    elif layout.encoding not in ("utf-8", "utf-8-sig"):
        return ""
    skip = dialect.header_end
    if layout.open_ended and _one_cell_more(path, width, dialect, workspace):
        return ""
    return read_csv_sql(path, width, delimiter=dialect.delimiter, skip=skip)


def _one_cell_more(path: Path, width: int, dialect: Dialect, workspace: Workspace) -> bool:
    """Whether some row has an empty cell beyond the header: the database would drop it silently.

    Asked of the database itself: with one column more, every regular row is an error to skip, and only those are left.
    """
    skip = dialect.header_end
    wider = read_csv_sql(
        path, width + 1, delimiter=dialect.delimiter, skip=skip, options=", ignore_errors=true"
    )
    try:
        return workspace.query(f"SELECT 1 FROM ({wider}) LIMIT 1").fetchone() is not None  # noqa: S608 - our own SQL
    except duckdb.Error:
        return True


def _transcoded(path: Path, workspace: Workspace) -> Path:
    target = workspace.path / "utf8.csv"
    with (
        path.open(encoding="cp1252", errors="replace", newline="") as source,
        target.open("w", encoding="utf-8", newline="") as out,
    ):
        while block := source.read(1 << 20):
            out.write(block)
    return target


def _understood(encoding: str, dialect: Dialect) -> list[str]:
    said = [
        f"Encodage {encoding}.",
        f"Colonnes séparées par {_NAMES.get(dialect.delimiter, dialect.delimiter)}.",
    ]
    if dialect.header_row > 1:
        said.append(
            f"Les noms de colonnes sont à la ligne {dialect.header_line} ; ce qui précède est un titre."
        )
    return said
