"""What was understood of a file, to be read by the person who gave it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from terreau.catalogue.tables.compiler.sql import column
from terreau.catalogue.tables.knowing.profile import profile
from terreau.catalogue.tables.reading.evenness import demand_even_table
from terreau.catalogue.tables.reading.opening import with_table
from terreau.catalogue.tables.refusals import NoTable
from terreau.saying import chosen

if TYPE_CHECKING:
    from pathlib import Path

    from terreau.catalogue.tables.reading.options import Options
    from terreau.catalogue.tables.reading.table import Table
    from terreau.catalogue.tables.reading.workspace import Workspace

_SHOWN = 3
# Kinds that are not types of Table Schema are codes: text that must stay text.
_TYPES = {"siret": "string", "code": "string", "email": "string", "uri": "string"}


def describe(
    path: str | Path, workspace: Workspace, options: Options | None = None, lang: str = "fr"
) -> dict[str, Any]:
    """Format, encoding, separator, header, number of rows, and each column with its type, filling and examples.

    What was understood is said in `lang`: "fr", or any other for English.
    """
    return with_table(path, workspace, options, lambda table: _describe(path, table, workspace, lang))


def _describe(path: str | Path, table: Table, workspace: Workspace, lang: str) -> dict[str, Any]:
    if not table.width:
        raise NoTable(reason=("il est vide", "it is empty"))
    demand_even_table(table, workspace)
    counts = ["count(*)", *(f"count(nullif({column(n)}, ''))" for n in range(table.width))]
    row = workspace.query(f"SELECT {', '.join(counts)} FROM ({table.relation})").fetchone() or (0,)
    columns = [
        {
            "name": one.name,
            "type": _TYPES.get(one.type, one.type),
            "kind": "spaced integer" if one.spaced else one.type,
            "filled": int(row[1 + one.position]),
            "examples": list(one.examples[:_SHOWN]),
        }
        for one in profile(table, workspace)
    ]
    return {
        "file": str(path),
        "format": table.format,
        "encoding": table.encoding,
        "delimiter": table.delimiter,
        "header_row": table.header_row,
        "rows": int(row[0]),
        "columns": columns,
        "understood": [chosen(one, lang) for one in table.understood],
    }
