"""What a column holds, from its first rows: how many are filled, of which kinds, with examples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from terreau.catalogue.tables.compiler.sql import column, text
from terreau.catalogue.tables.knowing.labels import words

if TYPE_CHECKING:
    from terreau.catalogue.tables.reading.table import Table
    from terreau.catalogue.tables.reading.workspace import Workspace

SAMPLE = 5_000
_EXAMPLES = 12
# Most precise first: the first kind that nearly all values share is said to be the type.
KINDS: dict[str, str] = {
    "boolean": r"(?i)(true|false|vrai|faux|oui|non|o|n|yes|no)",
    "siret": r"\d{3} ?\d{3} ?\d{3} ?\d{5}",
    "date": r"\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4}",
    "datetime": r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*|\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d{2}.*",
    "time": r"\d{1,2}:\d{2}(:\d{2})?",
    "email": r"[^@\s]+@[^@\s]+\.[^@\s]+",
    "uri": r"https?://\S+",
    "geopoint": r"\[?\s*-?\d{1,3}\.\d+\s*,\s*-?\d{1,3}\.\d+\s*\]?",
    "geojson": r"(?s)\{.*\"type\".*\}",
    "array": r"(?s)\[.*\]",
    "object": r"(?s)\{.*\}",
    "code": r"0\d+|\d{2,3}[AB]\d+|2[AB]\d{3}",
    "integer": r"[-+]?\d{1,3}([\s\x{a0}\x{202f}]\d{3})+|[-+]?\d+",
    "number": r"[-+]?\d{1,3}([\s\x{a0}\x{202f}]\d{3})*([.,]\d+)?|[-+]?\d+([.,]\d+)?([eE][-+]?\d+)?",
}
_NEARLY = 0.95
_SPACED = r"[-+]?\d{1,3}([\s\x{a0}\x{202f}]\d{3})+"
# Words of a label under which digits are a code, to be kept letter for letter.
_CODES = {"insee", "siren", "siret", "postal", "code", "telephone"}


@dataclass(frozen=True)
class ColumnProfile:
    """`filled`: filled cells among `seen`. `type`: a Table Schema type, or `string`.

    `spaced`: some whole numbers have their thousands set apart.
    """

    name: str
    position: int
    type: str
    filled: int
    seen: int
    distinct: int
    examples: tuple[str, ...]
    spaced: bool = False


def profile(table: Table, workspace: Workspace, rows: int = SAMPLE) -> list[ColumnProfile]:
    """Look at the first rows of every column at once."""
    names = ", ".join(column(n) for n in range(table.width))
    workspace.query(f"CREATE OR REPLACE TABLE sample AS SELECT {names} FROM ({table.relation}) LIMIT {rows}")
    return [_column(label, position, workspace) for position, label in enumerate(table.labels)]


def _column(label: str, position: int, workspace: Workspace) -> ColumnProfile:
    cell = f"trim({column(position)})"
    counts = [
        f"count(*) FILTER (regexp_full_match({cell}, {text(regex)}))" for regex in (*KINDS.values(), _SPACED)
    ]
    row = workspace.query(
        f"SELECT count(*), count(*) FILTER ({cell} <> ''), count(DISTINCT {cell}), {', '.join(counts)} FROM sample"
    ).fetchone()
    seen, filled, distinct, *kinds, spaced = (int(one) for one in row or ())
    examples = workspace.query(
        f"SELECT {column(position)} AS v FROM sample WHERE {cell} <> '' GROUP BY v ORDER BY count(*) DESC, v LIMIT {_EXAMPLES}"
    ).fetchall()
    kind = next(
        (name for name, count in zip(KINDS, kinds, strict=True) if filled and count >= _NEARLY * filled),
        "string",
    )
    if kind == "integer" and (dict(zip(KINDS, kinds, strict=True))["code"] or words(label) & _CODES):
        # 01 is no number: a table of numbers would lose its zero.
        kind = "code"
    shown = tuple(str(one[0]) for one in examples)
    return ColumnProfile(
        label, position, kind, filled, seen, distinct, shown, kind == "integer" and spaced > 0
    )
