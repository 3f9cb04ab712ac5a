"""The list of every fault as CSV: kept in both languages, given in one."""

from __future__ import annotations

import csv
import io
from typing import IO, TYPE_CHECKING

from terreau.catalogue.rows import guarded
from terreau.catalogue.tables import csv_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from terreau.catalogue.tables import Fault

_FRENCH = ("ligne", "colonne", "valeur", "erreur", "que faire")
_ENGLISH = ("line", "column", "value", "error", "what to do")
#: What stands in one language; the rest of a line is the same in both.
_SAID = 2
_ROWS = 1_000


class FaultList:
    """Writes the list: five columns in French, then what differs in English."""

    def __init__(self, stream: IO[str]) -> None:
        self._writer = csv.writer(stream, delimiter=";")
        self._writer.writerow((*_FRENCH, *_ENGLISH[-_SAID:]))

    def add(self, fault: Fault, line: int) -> None:
        said = (fault.said(), fault.advice(), fault.said("en"), fault.advice("en"))
        self._writer.writerow((line, guarded(fault.field), guarded(fault.value), *said))


def faults_listed(path: Path, lang: str) -> Iterator[bytes]:
    """The list in one language, by pieces; in French where it was kept in French alone."""
    with path.open(encoding="utf-8-sig", newline="") as kept:
        rows = csv_rows(kept, ";")
        next(rows, None)
        piece = io.StringIO()
        piece.write("\N{BYTE ORDER MARK}")
        writer = csv.writer(piece, delimiter=";")
        writer.writerow(_FRENCH if lang == "fr" else _ENGLISH)
        for number, row in enumerate(rows, start=1):
            english = lang != "fr" and len(row) > len(_FRENCH)
            writer.writerow((*row[:3], *row[-_SAID:]) if english else row[: len(_FRENCH)])
            if number % _ROWS == 0:
                yield piece.getvalue().encode()
                piece.seek(0)
                piece.truncate()
        yield piece.getvalue().encode()
