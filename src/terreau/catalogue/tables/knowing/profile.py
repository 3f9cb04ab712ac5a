"""What a column holds, from its first rows: how many are filled, of which kinds, with examples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from terreau.catalogue.tables.compiler.sql import column, text
from terreau.catalogue.tables.knowing.labels import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from terreau.catalogue.tables.reading.table import Table
    from terreau.catalogue.tables.reading.workspace import Workspace

SAMPLE = 5_000
_EXAMPLES = 12
# Columns looked at in one question: each question costs some milliseconds, and thousands of columns some memory.
_TOGETHER = 100
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
    """Look at the first rows of every column."""
    names = ", ".join(column(n) for n in range(table.width))
    workspace.query(f"CREATE OR REPLACE TABLE sample AS SELECT {names} FROM ({table.relation}) LIMIT {rows}")
    found: list[ColumnProfile] = []
    for start in range(0, table.width, _TOGETHER):
        found += _columns(table.labels, range(start, min(start + _TOGETHER, table.width)), workspace)
    return found


def _columns(labels: Sequence[str], places: range, workspace: Workspace) -> Iterator[ColumnProfile]:
    """Many columns in two questions, each distinct value being looked at once."""
    cells = ", ".join(column(at) for at in places)
    workspace.query(
        "CREATE OR REPLACE TABLE tallied AS SELECT place, value, trim(value) AS plain, count(*) AS n FROM "
        f"(SELECT unnest(range({places.start}, {places.stop})) AS place, unnest([{cells}]) AS value FROM sample) "
        "GROUP BY place, value"
    )
    kinds = ", ".join(
        f"coalesce(sum(n) FILTER (regexp_full_match(plain, {text(regex)})), 0)"
        for regex in (*KINDS.values(), _SPACED)
    )
    counts = workspace.query(
        "SELECT place, sum(n), coalesce(sum(n) FILTER (plain <> ''), 0), count(DISTINCT plain), "
        f"{kinds} FROM tallied GROUP BY place ORDER BY place"
    ).fetchall()
    examples: dict[int, list[str]] = {}
    for at, value in workspace.query(
        "SELECT place, value FROM tallied WHERE plain <> '' "
        f"QUALIFY row_number() OVER (PARTITION BY place ORDER BY n DESC, value) <= {_EXAMPLES} ORDER BY place, n DESC, value"
    ).fetchall():
        examples.setdefault(at, []).append(value)
    of = {at: [int(one) for one in figures] for at, *figures in counts}
    for at in places:
        yield _column(labels[at], at, of.get(at, [0] * (4 + len(KINDS))), examples.get(at, []))


def _column(label: str, position: int, figures: Sequence[int], examples: Sequence[str]) -> ColumnProfile:
    seen, filled, distinct, *counts, spaced = figures
    kinds = dict(zip(KINDS, counts, strict=True))
    kind = next(
        (name for name, count in kinds.items() if filled and count >= _NEARLY * filled),
        "string",
    )
    if kind == "integer" and (kinds["code"] or words(label) & _CODES):
        # 01 is no number: a table of numbers would lose its zero.
        kind = "code"
    spaced_out = kind == "integer" and spaced > 0
    return ColumnProfile(label, position, kind, filled, seen, distinct, tuple(examples), spaced_out)
