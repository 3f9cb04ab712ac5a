"""Files of a version as a person opens them in a spreadsheet: accents are read, no cell computes anything.

What programs read (`propre.csv`) keeps every text as it is: its digest is announced, and it is read back.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from terreau.catalogue.assessing import faults_listed
from terreau.catalogue.queries.files import journal_path, parquet_path
from terreau.catalogue.row_errors import said_in_words
from terreau.catalogue.row_files import pieces_of
from terreau.catalogue.rows import Form, View, guarded
from terreau.catalogue.tables import csv_rows
from terreau.foundation.languages import reader_language
from terreau.participation import store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from terreau.catalogue.models import Check, Version

_PIECE = 64 * 1024


def table_for_people(version: Version) -> Iterator[bytes]:
    """The clean table, published or not yet. Raises FileNotFoundError, and the errors of rows in words."""
    path = parquet_path(version)
    if not version.parquet_digest or not path.is_file():
        raise FileNotFoundError(path)
    with said_in_words():
        return pieces_of(path, lambda _columns: View(), Form.SPREADSHEET)[0]


def faults_for_people(check: Check) -> Iterator[bytes]:
    """Every cell that is wrong, kept in both languages, in that of the reader. Raises FileNotFoundError."""
    path = store.path_of(check.faults_digest, ".csv")
    if not path.is_file():
        raise FileNotFoundError(path)
    return faults_listed(path, reader_language())


def journal_for_people(version: Version) -> Iterator[bytes]:
    """What repairs changed, cell by cell. Raises FileNotFoundError."""
    stream = journal_path(version).open(encoding="utf-8", newline="")
    return _journal(stream)


def _journal(stream: io.TextIOWrapper) -> Iterator[bytes]:
    names = (
        _("ligne du tableau"),
        _("ligne du fichier"),
        _("colonne"),
        _("avant"),
        _("après"),
        _("réparation"),
    )
    out = io.StringIO("\ufeff", newline="")
    out.seek(0, io.SEEK_END)
    writer = csv.writer(out, delimiter=";")
    writer.writerow(names)
    with stream:
        rows = csv_rows(stream)
        next(rows, None)
        for row in rows:
            writer.writerow([guarded(cell) for cell in row])
            if out.tell() > _PIECE:
                yield out.getvalue().encode()
                out.seek(0)
                out.truncate()
    yield out.getvalue().encode()
