"""The keys of another table, to which a foreign key refers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from terreau.catalogue.tables.cells.readers import reader_of
from terreau.catalogue.tables.checking.keys import hashable
from terreau.catalogue.tables.compiler.sql import column
from terreau.catalogue.tables.reading.opening import with_table
from terreau.catalogue.tables.refusals import BadOption

if TYPE_CHECKING:
    from pathlib import Path

    from terreau.catalogue.tables.reading.options import Options
    from terreau.catalogue.tables.reading.table import Table
    from terreau.catalogue.tables.reading.workspace import Workspace
    from terreau.catalogue.tables.schema.model import ForeignKey, Schema

_CHUNK = 10_000


def reference_keys(
    path: str | Path, key: ForeignKey, schema: Schema, workspace: Workspace, options: Options | None = None
) -> set[tuple[Any, ...]]:
    """Every key of a file, read under the types of the fields that refer to it.

    Raises `BadOption` for a file without the columns that the key names.
    """
    fields = [one for name in key.fields if (one := schema.field(name))]
    readers = [reader_of(one) for one in fields]

    def read(table: Table) -> set[tuple[Any, ...]]:
        if absent := [name for name in key.reference if name not in table.labels]:
            raise BadOption(
                reason=(
                    f"« {path} » n’a pas de colonne {', '.join(absent)}",
                    f"“{path}” has no column {', '.join(absent)}",
                )
            )
        cells = ", ".join(column(table.labels.index(name)) for name in key.reference)
        found: set[tuple[Any, ...]] = set()
        result = workspace.query(f"SELECT DISTINCT {cells} FROM ({table.relation})")
        while rows := result.fetchmany(_CHUNK):
            for row in rows:
                pairs = zip(row, fields, readers, strict=True)
                found.add(
                    tuple(
                        hashable(None if (c or "") in f.missing_values else r(c or "")) for c, f, r in pairs
                    )
                )
        return found

    return with_table(path, workspace, options, read)
