"""A table written once as Parquet, with types: every later question reads that file alone.

A column has a type only when each of its filled cells reads as one; else it stays text, and that is said.
Columns are named by position in the file, which keeps their true names beside: two columns of one name, or of
names that differ by capitals, stay two columns.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from terreau.catalogue.rows.columns import Column, Kind
from terreau.catalogue.rows.comparisons import folded
from terreau.catalogue.rows.opened import LABELS, WORDS
from terreau.catalogue.rows.typing_cells import casts_of, guesses
from terreau.catalogue.tables import Options
from terreau.catalogue.tables.compiler.sql import column as position_name
from terreau.catalogue.tables.compiler.sql import text, texts
from terreau.catalogue.tables.reading.opening import with_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from terreau.catalogue.rows.typing_cells import Cast
    from terreau.catalogue.tables import Field, Schema, Workspace
    from terreau.catalogue.tables.reading.table import Table

#: Rows in one piece of the file: a page then reads a small piece only. Unpacked with snappy, a search takes
#: half the processor time that it takes with zstd, for a file 1.7 times larger (measured on a million rows).
_GROUP = 30_000
#: Letters of a cell that a search over all columns reads; a filter on the column reads them all.
_SEARCHED = 1_000


@dataclass(frozen=True)
class Packed:
    """What was written. `kept_as_text` counts, by column, cells that are not of the type the schema says."""

    path: Path
    rows: int
    columns: tuple[Column, ...]
    kept_as_text: dict[str, int]


def pack(
    path: Path,
    out: Path,
    workspace: Workspace,
    *,
    schema: Schema | None = None,
    options: Options | None = None,
) -> Packed:
    """Write any table that the engine of tables reads to `out`, as Parquet. Raises a `Refusal`.

    Give the clean file, or the raw one: what is understood of it is what `describe` says.
    """
    return with_table(
        path, workspace, options or Options(), lambda table: _pack(table, out, workspace, schema)
    )


def _pack(table: Table, out: Path, workspace: Workspace, schema: Schema | None) -> Packed:
    names = unlike(table.labels)
    fields = {one.name: one for one in schema.fields} if schema else {}
    matched = [fields.get(label.strip()) for label in table.labels]
    missing = tuple(schema.fields[0].missing_values) if schema and schema.fields else ("",)
    # Read twice where it stands, which casts hold and then to write: a copy in the workspace costs more.
    listed = ", ".join(_clean(at, one, missing) for at, one in enumerate(matched))
    workspace.query(f"CREATE OR REPLACE VIEW packing AS SELECT {listed} FROM ({table.relation})")
    casts, left = _choose(names, matched, workspace)
    columns = tuple(
        _column(at, name, one, cast)
        for at, (name, one, cast) in enumerate(zip(names, matched, casts, strict=True))
    )
    told = json.dumps(
        [
            {"name": one.name, "type": one.declared, "title": one.title, "description": one.description}
            for one in columns
        ],
        ensure_ascii=False,
    )
    part = out.with_name(f"{out.name}.part")
    cells = ", ".join(
        f"{cast.sql(position_name(at))} AS {position_name(at)}" for at, cast in enumerate(casts)
    )
    searched = [position_name(at) for at, cast in enumerate(casts) if cast.kind is Kind.TEXT]
    held = ", ".join(folded(f"left({name}, {_SEARCHED})") for name in searched) or "NULL"
    rows = workspace.query(
        f"COPY (SELECT {cells}, concat_ws(chr(10), {held}) AS {WORDS} FROM packing) TO {text(str(part))} "
        f"(FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE {_GROUP}, KV_METADATA {{{text(LABELS)}: {text(told)}}})"
    ).fetchall()[0][0]
    workspace.query("DROP VIEW packing")
    part.replace(out)
    return Packed(out, rows, columns, left)


def unlike(labels: Sequence[str]) -> tuple[str, ...]:
    """Names that are all there and all different: "nom", "nom (2)", "colonne 3"."""
    taken: set[str] = set()
    found: list[str] = []
    for at, label in enumerate(labels, start=1):
        plain = " ".join(label.replace("\0", " ").split()) or f"colonne {at}"
        name, times = plain, 1
        while name in taken:
            times += 1
            name = f"{plain} ({times})"
        taken.add(name)
        found.append(name)
    return tuple(found)


def _clean(at: int, field: Field | None, missing: tuple[str, ...]) -> str:
    values = {"", *(field.missing_values if field else missing)}
    name = position_name(at)
    return f"CASE WHEN {name} IN ({texts(sorted(values))}) THEN NULL ELSE {name} END AS {name}"


def _choose(
    names: Sequence[str], fields: Sequence[Field | None], workspace: Workspace
) -> tuple[list[Cast], dict[str, int]]:
    """The cast of each column: that of its schema, else the first guess, when no filled cell is lost by it."""
    seen = _samples(len(names), workspace)
    offered = [
        casts_of(one) if one else guesses(name, seen[at])
        for at, (name, one) in enumerate(zip(names, fields, strict=True))
    ]
    # The first rows put most guesses aside; the whole file then settles those that are left.
    few = _lost(offered, workspace, "(SELECT * FROM packing LIMIT 2000)")
    likely = [
        casts if fields[at] else tuple(cast for cast in casts if few.get((at, cast.name), 0) == 0)
        for at, casts in enumerate(offered)
    ]
    counts = _lost(likely, workspace, "packing")
    casts: list[Cast] = []
    left: dict[str, int] = {}
    for at, (name, tried) in enumerate(zip(names, likely, strict=True)):
        good = [cast for cast in tried if counts.get((at, cast.name), 0) == 0]
        casts.append(good[0])
        if good[0] is not tried[0] and fields[at] is not None:
            left[name] = counts[at, tried[0].name]
    return casts, left


def _samples(width: int, workspace: Workspace) -> list[list[str]]:
    """Some filled cells of each column: of the first rows, or from further where these are empty."""
    rows = workspace.query("SELECT * FROM packing LIMIT 500").fetchall()
    seen = [[row[at] for row in rows if row[at] is not None] for at in range(width)]
    for at in (at for at, cells in enumerate(seen) if not cells):
        name = position_name(at)
        further = workspace.query(f"SELECT {name} FROM packing WHERE {name} IS NOT NULL LIMIT 500").fetchall()
        seen[at] = [row[0] for row in further]
    return seen


def _lost(offered: Sequence[Sequence[Cast]], workspace: Workspace, where: str) -> dict[tuple[int, str], int]:
    """How many filled cells each cast would lose: one reading of all."""
    asked = [
        (at, cast.name, f"count(*) FILTER ({name} IS NOT NULL AND {cast.sql(name)} IS NULL)")
        for at, casts in enumerate(offered)
        for name in [position_name(at)]
        for cast in casts
        if cast.kind is not Kind.TEXT
    ]
    if not asked:
        return {}
    counted = workspace.query(f"SELECT {', '.join(sql for _, _, sql in asked)} FROM {where}").fetchall()[0]
    return {(at, name): lost for (at, name, _), lost in zip(asked, counted, strict=True)}


def _column(at: int, name: str, field: Field | None, cast: Cast) -> Column:
    if field is None:
        return Column(at, name, cast.kind)
    declared = field.type if field.type != "string" or field.format == "default" else field.format
    return Column(at, name, cast.kind, declared, field.title, field.description)
