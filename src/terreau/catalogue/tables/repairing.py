"""Repair a file: columns renamed as a schema wants, wrong values converted, each change counted and kept.

The raw file is never touched: what is written is another file, and beside it the list of every change.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from terreau.catalogue.tables.checking.run import check_table
from terreau.catalogue.tables.clean_file import write_clean
from terreau.catalogue.tables.compiler.sql import column
from terreau.catalogue.tables.knowing.profile import profile
from terreau.catalogue.tables.knowing.recognise import recognise_columns
from terreau.catalogue.tables.mending.blank_rows import blank_rows, without_blank_rows
from terreau.catalogue.tables.mending.changes import ADDED, BLANK_ROWS, LEFT_ASIDE, RENAMED, REORDERED, SWAP
from terreau.catalogue.tables.mending.empty_columns import without_empty_columns
from terreau.catalogue.tables.mending.mend import Mender
from terreau.catalogue.tables.mending.mended import Mended
from terreau.catalogue.tables.plausible.swapped import count_swapped, swaps_of, watched
from terreau.catalogue.tables.reading.evenness import demand_even_table
from terreau.catalogue.tables.reading.opening import with_table
from terreau.catalogue.tables.rules.row import BlankRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from terreau.catalogue.tables.checking.ledger import Count
    from terreau.catalogue.tables.checking.report import Report
    from terreau.catalogue.tables.reading.options import Options
    from terreau.catalogue.tables.reading.table import Table
    from terreau.catalogue.tables.reading.workspace import Workspace
    from terreau.catalogue.tables.schema.model import Schema

_EXAMPLES = 5
_CHUNK = 10_000


@dataclass(frozen=True)
class Repair:
    """`still`: what is wrong in the repaired file, as a check would count it."""

    path: Path
    out: Path | None
    mapping: Mapping[str, str]
    conversions: tuple[Mended, ...]
    still: tuple[Count, ...] = ()

    @property
    def left(self) -> dict[str, Any]:
        """What is still wrong, in French, as a check would say."""
        return self.left_said()

    def left_said(self, lang: str = "fr") -> dict[str, Any]:
        """The same; `lang` is "fr", or any other for English."""
        return {
            "total": sum(one.count for one in self.still),
            "by_rule": [one.as_data(lang) for one in self.still],
        }

    def as_data(self, lang: str = "fr") -> dict[str, Any]:
        return {
            "file": str(self.path),
            "out": str(self.out) if self.out else None,
            "mapping": dict(self.mapping),
            "conversions": [one.as_data(lang) for one in self.conversions],
            "left": self.left_said(lang),
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
    if mapped.source is None and not table.ragged:
        demand_even_table(table, workspace)
    swaps = swaps_of(mapped.labels)
    report = check_table(path, mapped, schema, workspace, references, watched(swaps))
    workspace.query(
        "CREATE OR REPLACE TABLE fixes (position INTEGER, before VARCHAR, after VARCHAR, conversion VARCHAR)"
    )
    asked = accepted is not None and SWAP.name in accepted
    blank = blank_rows(report, schema, gone=accepted is None or BLANK_ROWS.name in accepted)
    emptied = any(one.applied for one in blank)
    found = [(one, *count_swapped(number, one, workspace)) for number, one in enumerate(swaps)]
    conversions = [
        *left_out,
        *renamed,
        *_cells(mapped, schema, workspace, accepted),
        *(Mended(one.label, SWAP, count, shown, asked) for one, count, shown in found if count),
        *blank,
    ]
    if out is not None:
        put_back = [(number, one) for number, (one, count, _) in enumerate(found) if count and asked]
        write_clean(mapped, report.rows, workspace, out, put_back)
        if emptied:
            without_blank_rows(out, mapped.width, workspace)
    return Repair(path, out, mapping, tuple(conversions), _left(report, workspace, emptied=emptied))


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
    order = [name for label in table.labels if (name := mapping.get(label))]
    moved = tuple((label, name) for label, name in mapping.items() if label != name)
    found = [Mended("", RENAMED, len(moved), moved[:_EXAMPLES])] if moved else []
    if [places.get(name) for name in names] == list(range(table.width)):
        # Only names change: the file is still read where it stands.
        return replace(table, labels=names), found
    pieces = [
        f"{column(places[name]) if name in places else 'NULL'} AS {column(n)}" for n, name in enumerate(names)
    ]
    more = ["line_", f"greatest(n_, {len(names)})::INTEGER AS n_", "NULL AS extra_"] if table.ragged else []
    relation = f"SELECT {', '.join([*more, *pieces])} FROM ({table.relation})"
    added = tuple(("", name) for name in names if name not in places)
    dropped = tuple((label, "") for label in table.labels if label not in mapping)
    if added:
        found.append(Mended("", ADDED, len(added), added[:_EXAMPLES]))
    if dropped:
        found.append(Mended("", LEFT_ASIDE, len(dropped), dropped[:_EXAMPLES]))
    if order != [name for name in names if name in order]:
        found.append(Mended("", REORDERED, 1, ()))
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
    return replace(table, labels=labels), [Mended("", RENAMED, len(moved), moved[:_EXAMPLES])]


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
    known = mender.conversions
    return [Mended(label, known[name], count, tuple((a, b) for a, b in shown)) for name, count, shown in rows]


def _left(report: Report, workspace: Workspace, *, emptied: bool) -> tuple[Count, ...]:
    """The faults that no conversion mends; rows without any value are gone when they are left out."""
    mended = dict(
        workspace.query(
            "SELECT f.kind, count(*) FROM faults f JOIN fixes x ON x.position = f.position AND x.before = f.value "
            "WHERE f.row > 0 GROUP BY f.kind"
        ).fetchall()
    )
    return tuple(one for one in report.ledger.counts(less=mended) if not (emptied and one.rule is BlankRow))
