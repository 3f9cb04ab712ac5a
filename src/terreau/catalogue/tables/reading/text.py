"""Open a CSV or TSV as authorities write them."""

from __future__ import annotations

import codecs
from dataclasses import replace
from typing import TYPE_CHECKING

from terreau.catalogue.tables.reading import limits
from terreau.catalogue.tables.reading.dialect import Dialect, dialect_of
from terreau.catalogue.tables.reading.encoding import MIXED, encoding_of, wide_encoding_of
from terreau.catalogue.tables.reading.normalise import Seen, normalised, rows_of_text
from terreau.catalogue.tables.reading.prose import why_no_table
from terreau.catalogue.tables.reading.table import Table, read_csv_sql
from terreau.catalogue.tables.refusals import BadOption, NoTable, TooWide

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from terreau.catalogue.tables.reading.options import Options
    from terreau.catalogue.tables.reading.workspace import Workspace
    from terreau.saying import Both

_SAID_MIXED: Both = (
    (
        "Deux encodages se mélangent dans ce fichier (UTF-8 et cp1252) : chaque caractère est lu dans le sien ; "
        "vérifiez les accents."
    ),
    "Two encodings are mixed in this file (UTF-8 and cp1252): each character is read in its own; check accents.",
)
_NAMES: dict[str, Both] = {
    ",": ("la virgule", "commas"),
    ";": ("le point-virgule", "semicolons"),
    "\t": ("la tabulation", "tabs"),
    "|": ("la barre verticale", "vertical bars"),
}


def open_text(path: Path, workspace: Workspace, options: Options, *, direct: bool = True) -> Table:
    """Sniff the encoding, the separator and the header, and choose how to read rows: in place, or one by one."""
    encoding = _said(path, options.encoding) or encoding_of(path, whole=not direct)
    if encoding == MIXED:
        plain = _transcoded(path, workspace, "utf-8", "terreau.cp1252")
        table = open_text(plain, workspace, replace(options, encoding="utf-8"), direct=direct)
        return replace(table, path=path, encoding=MIXED, understood=(_SAID_MIXED, *table.understood[1:]))
    dialect = dialect_of(path, encoding, delimiter=options.delimiter, header_row=options.header_row)
    if len(dialect.labels) > limits.COLUMNS:
        raise TooWide(count=len(dialect.labels), limit=limits.COLUMNS)
    if not options.delimiter and (instead := why_no_table(path, encoding, len(dialect.labels))):
        raise NoTable(reason=instead)
    table = Table(
        path=path,
        format="tsv" if dialect.delimiter == "\t" else "csv",
        labels=dialect.labels,
        relation="",
        encoding="utf-8" if encoding == "utf-8-sig" else encoding,
        delimiter=dialect.delimiter,
        header_row=dialect.header_row,
        header_line=dialect.header_line,
        header_end=dialect.header_end,
        understood=tuple(_understood(encoding, dialect)),
    )
    # In a table of one column, the database cannot tell a blank line from an empty cell.
    simple = len(dialect.labels) > 1 and dialect.header_line == dialect.header_end == dialect.header_row
    if direct and simple and encoding in ("utf-8", "utf-8-sig", "cp1252"):
        return _in_place(
            table, _transcoded(path, workspace, "cp1252", "replace") if encoding == "cp1252" else path
        )
    seen = Seen()
    rows = rows_of_text(path, encoding, dialect.delimiter, dialect.header_row, seen)
    relation = normalised(rows, len(dialect.labels), workspace.fresh("rows.csv"))
    return replace(
        table,
        relation=relation,
        ragged=True,
        understood=(*table.understood, *_noticed(seen, len(dialect.labels))),
    )


def _said(path: Path, given: str) -> str:
    """The encoding that a person gives, by the name that Python has for it."""
    if not given:
        return ""
    try:
        name = codecs.lookup(given).name
        with path.open("rb") as stream:
            start = stream.read(4096)
        if name in ("utf-16", "utf-32"):
            # Without a byte order mark, Python refuses to guess between the two orders.
            name = wide_encoding_of(start) or f"{name}-le"
        start.decode(name, "replace")
    except (LookupError, UnicodeError) as error:
        raise BadOption(
            reason=(
                f"Le fichier ne se lit pas dans l’encodage « {given} »",
                f"The file cannot be read in the encoding “{given}”",
            )
        ) from error
    return "utf-8-sig" if name == "utf-8" and start.startswith(codecs.BOM_UTF8) else name


def _noticed(seen: Seen, width: int) -> Iterator[Both]:
    """What is wrong with the file itself, beyond its cells."""
    if seen.nuls:
        yield (
            f"Lignes avec des octets nuls : {seen.nuls} ; ils sont remplacés par « \ufffd ».",
            f"Lines with null bytes: {seen.nuls:,}; these are replaced by “\ufffd”.",
        )
    if seen.quotes % 2:
        yield (
            (
                f"Un guillemet ouvert n’est jamais refermé : tout ce qui suit, depuis la ligne {seen.last_line}, "
                "est dans la même case."
            ),
            f"A quote that was opened is never closed: all that follows, from line {seen.last_line}, is in one cell.",
        )
    elif seen.cut and 0 < seen.last_cells < width:
        yield (
            (
                f"Le fichier semble coupé : sa dernière ligne n’a que {seen.last_cells} cases sur {width} "
                "et n’est pas terminée."
            ),
            f"The file seems cut short: its last line has only {seen.last_cells} of {width} cells and does not end.",
        )


def _in_place(table: Table, source: Path) -> Table:
    header_bytes, ending = 0, b""
    with source.open("rb") as stream:
        for _ in range(table.header_end):
            line = stream.readline(limits.CELL_BYTES)
            header_bytes, ending = header_bytes + len(line), line[-2:]
    return replace(
        table,
        relation=read_csv_sql(source, table.width, delimiter=table.delimiter, skip=table.header_end),
        source=source,
        header_bytes=header_bytes,
        break_bytes=2 if ending == b"\r\n" else 1,
    )


def _transcoded(path: Path, workspace: Workspace, encoding: str, errors: str) -> Path:
    target = workspace.fresh("utf8.csv")
    with (
        path.open(encoding=encoding, errors=errors, newline="") as source,
        target.open("w", encoding="utf-8", newline="") as out,
    ):
        while block := source.read(1 << 20):
            out.write(block)
    return target


def _understood(encoding: str, dialect: Dialect) -> Iterator[Both]:
    yield f"Encodage {encoding}.", f"Encoding {encoding}."
    french, english = _NAMES.get(dialect.delimiter, (dialect.delimiter, dialect.delimiter))
    yield f"Colonnes séparées par {french}.", f"Columns separated by {english}."
    if dialect.header_row > 1:
        yield (
            f"Les noms de colonnes sont à la ligne {dialect.header_line} ; ce qui précède est un titre.",
            f"The names of columns are in line {dialect.header_line}; what comes before is a title.",
        )
