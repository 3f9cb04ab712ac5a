"""Open any table: by what the file holds first, by its name second."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from terreau.catalogue.tables.reading.encoding import wide_encoding_of
from terreau.catalogue.tables.reading.evenness import UnevenError
from terreau.catalogue.tables.reading.options import Options
from terreau.catalogue.tables.reading.parquet import open_parquet
from terreau.catalogue.tables.reading.records import open_records
from terreau.catalogue.tables.reading.text import open_text
from terreau.catalogue.tables.reading.unpack import unpack
from terreau.catalogue.tables.reading.workbook import open_workbook
from terreau.catalogue.tables.refusals import Absent, NoTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from terreau.catalogue.tables.reading.table import Table
    from terreau.catalogue.tables.reading.workspace import Workspace
    from terreau.saying import Both

_T = TypeVar("_T")
_OLE = b"\xd0\xcf\x11\xe0"
_FOREIGN = {
    b"%PDF": ("c’est un PDF", "it is a PDF"),
    b"\x89PNG": ("c’est une image", "it is a picture"),
    b"\xff\xd8\xff": ("c’est une image", "it is a picture"),
    b"GIF8": ("c’est une image", "it is a picture"),
}
_CONTROLS = bytes(one for one in range(1, 32) if one not in b"\t\n\v\f\r\x1a\x1b")
_NOISE = 20  # one control character in so many is no text


def open_table(
    path: str | Path, workspace: Workspace, options: Options | None = None, *, direct: bool = True
) -> Table:
    """Understand a file; `direct` lets the database read an even CSV in place. Raises a `Refusal` in plain words."""
    given = Path(path)
    options = options or Options()
    if not given.is_file():
        raise Absent(name=str(path))
    found = unpack(given, workspace)
    with found.open("rb") as stream:
        start = stream.read(4096)
    for mark, what in _FOREIGN.items():
        if start.startswith(mark):
            raise NoTable(reason=what)
    if start.startswith((b"PK\x03\x04", _OLE)):
        return open_workbook(found, workspace, options)
    if start.startswith(b"PAR1"):
        return open_parquet(found, workspace)
    head = start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if head in (b"{", b"[") and found.suffix.lower() in (".json", ".geojson"):
        return open_records(found, workspace)
    if why := _no_text(start):
        raise NoTable(reason=why)
    return open_text(found, workspace, options, direct=direct)


def _no_text(start: bytes) -> Both | None:
    """Why the beginning of a file is not that of a table in a text, if it is not."""
    if wide_encoding_of(start):
        return None
    noise = len(start) - len(start.translate(None, _CONTROLS))
    if noise * _NOISE > len(start) or start.count(0) * 2 > len(start):
        return "ce n’est pas du texte", "it is not text"
    return None


def with_table(
    path: str | Path, workspace: Workspace, options: Options | None, work: Callable[[Table], _T]
) -> _T:
    """Work on a table, reading the file in place; where the database stumbles on a row, once more row by row."""
    import duckdb  # only when a table is read: a web process at rest does without its 30 MB

    table = open_table(path, workspace, options)
    if table.ragged:
        return work(table)
    try:
        return work(table)
    except (duckdb.Error, UnevenError):
        return work(open_table(path, workspace, options, direct=False))
