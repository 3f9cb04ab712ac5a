"""Repair a file: columns renamed as a schema wants, wrong values converted, each change counted and kept.

The raw file is never touched: what is written is another file, and beside it the list of every change.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from terreau.catalogue.tables.checking.run import check_table
from terreau.catalogue.tables.compiler.sql import column, text
from terreau.catalogue.tables.knowing.profile import profile
from terreau.catalogue.tables.knowing.recognise import recognise_columns
from terreau.catalogue.tables.mending.conversions import BLANK_ROWS, SWAPPED
from terreau.catalogue.tables.mending.empty_columns import without_empty_columns
from terreau.catalogue.tables.mending.mend import Mender
from terreau.catalogue.tables.mending.mended import Mended
from terreau.catalogue.tables.plausible.swapped import TITLE, count_swapped, journal_lines, swaps_of
from terreau.catalogue.tables.reading.evenness import demand_even_table
from terreau.catalogue.tables.reading.opening import with_table
from terreau.catalogue.tables.rules.row import BlankRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from terreau.catalogue.tables.checking.report import Report
    from terreau.catalogue.tables.plausible.swapped import Swap
    from terreau.catalogue.tables.reading.options import Options
    from terreau.catalogue.tables.reading.table import Table
    from terreau.catalogue.tables.reading.workspace import Workspace
    from terreau.catalogue.tables.schema.model import Schema

_EXAMPLES = 5
_CHUNK = 10_000


@dataclass(frozen=True)
class Repair:
    """`left`: what is still wrong in the repaired file, as a check would say."""

    path: Path
    out: Path | None
    mapping: Mapping[str, str]
    conversions: tuple[Mended, ...]
    left: dict[str, Any] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        return {
            "file": str(self.path),
            "out": str(self.out) if self.out else None,
            "mapping": dict(self.mapping),
            "conversions": [
                {
                    "field": one.field,
                    "conversion": one.conversion,
                    "title": one.title,
                    "count": one.count,
                    "applied": one.applied,
                    "examples": [{"before": before, "after": after} for before, after in one.examples],
                }
                for one in self.conversions
            ],
            "left": self.left,
        }


def repair(  # noqa: PLR0913 - what a person may choose
    path: str | Path,
    schema: Schema,
    workspace: Workspace,
    *,
    out: Path | None = None,
    mapping: Mapping[str, str] | None = None,
    accepted: set[str] | None = None,
    options: Options | None = None,
    references: Mapping[str, set[tuple[Any, ...]]] | None = None,
) -> Repair:
    """Propose every conversion and, where `out` is given, write the clean CSV and its journal beside it.

    `mapping` gives the field of each column; without it, it is recognised. `accepted` names the conversions
    to apply.
    """
    return with_table(
        path,
        workspace,
        options,
        lambda table: _repair(Path(path), table, schema, workspace, out, mapping, accepted, references),
    )


def _repair(  # noqa: PLR0913, PLR0917 - what a person chose, handed on
    path: Path,
    table: Table,
    schema: Schema,
    workspace: Workspace,
    out: Path | None,
    mapping: Mapping[str, str] | None,
    accepted: set[str] | None,
    references: Mapping[str, set[tuple[Any, ...]]] | None,
) -> Repair:
    if mapping is None:
        mapping = recognise_columns(profile(table, workspace, rows=2_000), schema, workspace).mapping
    table, schema, left_out = without_empty_columns(table, schema, workspace, accepted)
    mapped, renamed = _under_schema(table, schema, mapping, accepted)
    emptied = accepted is None or BLANK_ROWS in accepted
    if mapped is not table and not table.ragged:
        demand_even_table(table, workspace)
    report = check_table(path, mapped, schema, workspace, references)
    workspace.query(
        "CREATE OR REPLACE TABLE fixes (position INTEGER, before VARCHAR, after VARCHAR, conversion VARCHAR)"
    )
    asked = accepted is not None and SWAPPED in accepted
    swaps = [(one, *count_swapped(one, mapped, workspace)) for one in swaps_of(mapped.labels)]
    conversions = [
        *left_out,
        *renamed,
        *_cells(mapped, schema, workspace, accepted),
        *(Mended(one.label, SWAPPED, TITLE, count, shown, asked) for one, count, shown in swaps if count),
        *_blank_rows(report, emptied=emptied),
    ]
    if out is not None:
        _write(mapped, workspace, out, [one for one, count, _ in swaps if count and asked], emptied=emptied)
    return Repair(path, out, mapping, tuple(conversions), _left(report, workspace, emptied=emptied))


def _blank_rows(report: Report, *, emptied: bool) -> list[Mended]:
    """Rows without any value: they say nothing, and leaving them out loses nothing."""
    count = sum(one.count for one in report.counts if one.rule is BlankRow)
    return [Mended("", BLANK_ROWS, "Lignes vides retirées", count, (), emptied)] if count else []


def _under_schema(
    table: Table, schema: Schema, mapping: Mapping[str, str], accepted: set[str] | None
) -> tuple[Table, list[Mended]]:
    """The same rows with the columns of the schema, in its order, empty where the file has none."""
    if schema.fields_match in ("subset", "partial"):
        return _renamed(table, mapping, accepted)
    names = tuple(one.name for one in schema.fields)
    if tuple(table.labels) == names or (accepted is not None and "columns" not in accepted):
        return table, []
    places = {
        field_name: list(table.labels).index(label)
        for label, field_name in mapping.items()
        if label in table.labels
    }
    pieces = [
        f"{column(places[name]) if name in places else 'NULL'} AS {column(n)}" for n, name in enumerate(names)
    ]
    more = ["line_", f"greatest(n_, {len(names)})::INTEGER AS n_", "NULL AS extra_"] if table.ragged else []
    relation = f"SELECT {', '.join([*more, *pieces])} FROM ({table.relation})"
    moved = tuple((label, name) for label, name in mapping.items() if label != name)
    order = [name for label in table.labels if (name := mapping.get(label))]
    found = [Mended("", "columns", "Colonnes renommées", len(moved), moved[:_EXAMPLES])] if moved else []
    added = tuple(("", name) for name in names if name not in places)
    dropped = tuple((label, "") for label in table.labels if label not in mapping)
    if added:
        found.append(Mended("", "columns", "Colonnes ajoutées, vides", len(added), added[:_EXAMPLES]))
    if dropped:
        found.append(
            Mended("", "columns", "Colonnes hors schéma laissées de côté", len(dropped), dropped[:_EXAMPLES])
        )
    if order != [name for name in names if name in order]:
        found.append(Mended("", "columns", "Colonnes remises dans l’ordre du schéma", 1, ()))
    return replace(table, labels=names, relation=relation, source=None), found


def _renamed(
    table: Table, mapping: Mapping[str, str], accepted: set[str] | None
) -> tuple[Table, list[Mended]]:
    """Columns beyond the schema, which it allows, stay where they are; the others take its names."""
    moved = tuple(
        (label, name) for label, name in mapping.items() if label != name and name not in table.labels
    )
    if not moved or (accepted is not None and "columns" not in accepted):
        return table, []
    said = dict(moved)
    labels = tuple(said.get(label, label) for label in table.labels)
    return replace(table, labels=labels, source=None), [
        Mended("", "columns", "Colonnes renommées", len(moved), moved[:_EXAMPLES])
    ]


def _cells(table: Table, schema: Schema, workspace: Workspace, accepted: set[str] | None) -> list[Mended]:
    found: list[Mended] = []
    # Columns that keep a wrong place are not mended: their values belong to another field.
    fields = {one.name: one for one in schema.fields}
    for position, label in enumerate(table.labels, start=1):
        if label not in fields:
            continue
        mender = Mender(fields[label], schema, workspace, accepted)
        result = workspace.query(
            "SELECT DISTINCT value FROM faults WHERE position = $1 AND row > 0 AND value <> ''", position
        )
        while rows := result.fetchmany(_CHUNK):
            fixes = [
                (value, new, how.name) for value, (how, new) in mender.mend([one[0] for one in rows]).items()
            ]
            if fixes:
                before, after, names = (list(one) for one in zip(*fixes, strict=True))
                workspace.query(
                    f"INSERT INTO fixes SELECT {position}, unnest($1), unnest($2), unnest($3)",
                    before,
                    after,
                    names,
                )
        found += _counted(position, label, mender, workspace)
    return found


def _counted(position: int, label: str, mender: Mender, workspace: Workspace) -> list[Mended]:
    rows = workspace.query(
        "SELECT x.conversion, count(DISTINCT f.row), list(DISTINCT [x.before, x.after])[1:5] FROM fixes x "
        "JOIN faults f ON f.position = x.position AND f.value = x.before WHERE x.position = $1 AND f.row > 0 "
        "GROUP BY x.conversion ORDER BY 2 DESC",
        position,
    ).fetchall()
    titles = mender.titles
    return [
        Mended(label, name, titles[name], count, tuple((a, b) for a, b in shown))
        for name, count, shown in rows
    ]


def _left(report: Report, workspace: Workspace, *, emptied: bool) -> dict[str, Any]:
    """The faults that no conversion mends; rows without any value are gone when they are left out."""
    mended = dict(
        workspace.query(
            "SELECT f.kind, count(*) FROM faults f JOIN fixes x ON x.position = f.position AND x.before = f.value "
            "WHERE f.row > 0 GROUP BY f.kind"
        ).fetchall()
    )
    by_rule: list[dict[str, Any]] = [
        {
            "rule": one.rule.code,
            "kind": one.rule.key,
            "field": one.field,
            "count": one.count,
            "title": one.rule.title,
        }
        for one in report.ledger.counts(less=mended)
        if not (emptied and one.rule is BlankRow)
    ]
    return {"total": sum(one["count"] for one in by_rule), "by_rule": by_rule}


def _write(table: Table, workspace: Workspace, out: Path, swaps: Sequence[Swap], *, emptied: bool) -> None:
    """The clean file, by the database; then the journal. Both are written aside and put in place once whole."""
    workspace.query(
        "SET disabled_optimizers = 'build_side_probe_side'"
    )  # the order of rows must be that of the file
    fixed = [row[0] for row in workspace.query("SELECT DISTINCT position FROM fixes ORDER BY 1").fetchall()]
    joins = " ".join(
        f"LEFT JOIN (SELECT before, after FROM fixes WHERE position = {at}) x{at} ON x{at}.before = r.{column(at - 1)}"
        for at in fixed
    )
    values = [
        f"coalesce(x{n + 1}.after, r.{column(n)})" if n + 1 in fixed else f"r.{column(n)}"
        for n in range(table.width)
    ]
    for swap in swaps:
        new = (
            [values[at] for at in reversed(swap.positions)] if len(swap.positions) > 1 else swap.mended("r.")
        )
        for at, becomes in zip(swap.positions, new, strict=True):
            values[at] = f"CASE WHEN {swap.swapped} THEN {becomes} ELSE {values[at]} END"
    names = [
        f'{value} AS "{label.replace(chr(34), chr(34) * 2) or column(n)}"'
        for n, (value, label) in enumerate(zip(values, table.labels, strict=True))
    ]
    part = out.with_name(f"{out.name}.part")
    every = " || ".join(f"coalesce(r.{column(n)}, '')" for n in range(table.width))
    kept = f" WHERE {every} <> ''" if emptied and every else ""
    workspace.query(
        f"COPY (SELECT {', '.join(names)} FROM ({table.relation}) r {joins}{kept}) TO {text(str(part))} "
        "(FORMAT csv, HEADER true, DELIMITER ',')"
    )
    part.replace(out)
    _write_journal(table, workspace, out.with_name(f"{out.name}.journal.csv"), swaps)


def _write_journal(table: Table, workspace: Workspace, journal: Path, swaps: Sequence[Swap]) -> None:
    result = workspace.query(
        "SELECT DISTINCT f.row, f.line, f.position, x.before, x.after, x.conversion FROM faults f "
        "JOIN fixes x ON x.position = f.position AND x.before = f.value WHERE f.row > 0 ORDER BY f.row, f.position"
    )
    part = journal.with_name(f"{journal.name}.part")
    with part.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("row", "line", "field", "before", "after", "conversion"))
        while rows := result.fetchmany(_CHUNK):
            writer.writerows(
                (row, line, table.labels[at - 1], old, new, how) for row, line, at, old, new, how in rows
            )
        for swap in swaps:
            writer.writerows((*line, SWAPPED) for line in journal_lines(swap, table, workspace))
    part.replace(journal)
