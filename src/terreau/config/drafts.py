"""A SQLite database made beside its place, for it takes that place only when it is whole."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Only while nobody else knows the file: a power cut loses a draft, never an instance.
_PRAGMAS = (
    "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON; PRAGMA cache_size=-65536;"
)


@contextlib.contextmanager
def sqlite_draft(draft: Path) -> Iterator[None]:
    """In the block the database is that new file; whole and on the disk when the block ends well."""
    draft.unlink(missing_ok=True)
    place, options = connection.settings_dict["NAME"], connection.settings_dict["OPTIONS"]
    connection.close()
    connection.settings_dict |= {"NAME": draft, "OPTIONS": {**options, "init_command": _PRAGMAS}}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict |= {"NAME": place, "OPTIONS": options}
    with draft.open("rb") as handle:
        os.fsync(handle.fileno())
