"""Check a file against a schema: the header, one scan, the judging of what is not surely well, the keys."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from terreau.catalogue.tables.checking.header import read_header
from terreau.catalogue.tables.checking.keys import judge_keys, key_columns
from terreau.catalogue.tables.checking.ledger import Ledger
from terreau.catalogue.tables.checking.marks import judge_marks, mark
from terreau.catalogue.tables.checking.practice import practice_findings
from terreau.catalogue.tables.checking.report import Report
from terreau.catalogue.tables.checking.shape import judge_shapes
from terreau.catalogue.tables.checking.words import words_of
from terreau.catalogue.tables.compiler.plan import Probe, Wrong, probe_cell
from terreau.catalogue.tables.french.probes import french_probes
from terreau.catalogue.tables.reading.opening import with_table
from terreau.catalogue.tables.rules.table import EmptySource, SchemaInvalid

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from terreau.catalogue.tables.checking.header import Header
    from terreau.catalogue.tables.reading.options import Options
    from terreau.catalogue.tables.reading.table import Table
    from terreau.catalogue.tables.reading.workspace import Workspace
    from terreau.catalogue.tables.refusals import SchemaBroken
    from terreau.catalogue.tables.schema.model import Schema


def check(
    path: str | Path,
    schema: Schema,
    workspace: Workspace,
    options: Options | None = None,
    references: Mapping[str, set[tuple[Any, ...]]] | None = None,
) -> Report:
    """Every error of a file. `references` gives the keys of the tables that foreign keys name.

    Raises a `Refusal` where the file cannot be read or a pattern of the schema cannot be matched in
    reasonable time.
    """
    return with_table(
        path, workspace, options, lambda table: check_table(Path(path), table, schema, workspace, references)
    )


def check_table(
    path: Path,
    table: Table,
    schema: Schema,
    workspace: Workspace,
    references: Mapping[str, set[tuple[Any, ...]]] | None = None,
    beside: Sequence[str] = (),
) -> Report:
    """Check a table already understood. `beside`: named SQL kept of each row in `marks`, from the same scan."""
    for made in ("faults", "lines", "marks"):
        workspace.query(f"DROP TABLE IF EXISTS {made}")
    ledger = Ledger(workspace)
    header = read_header(table.labels, schema)
    if not table.labels:
        return _empty(path, table, ledger)
    for label in header.faults:
        kind = ledger.kind(label.field, Wrong(label.rule, label.words))
        ledger.add([(0, table.header_line, label.position, kind, label.value, 0)])
    probes = _probes(table, schema, header, ledger, workspace)
    marks = mark(table, header.fields, probes, key_columns(schema, header.fields), workspace, beside)
    judge_shapes(table, header.fields, ledger, workspace)
    judge_marks(table, probes, ledger, workspace)
    judge_keys(table, schema, header.fields, ledger, workspace, references)
    return Report(
        path=path,
        table=table,
        rows=marks.rows,
        counts=tuple(ledger.counts()),
        ledger=ledger,
        findings=tuple(practice_findings(table, schema)),
    )


def _probes(
    table: Table, schema: Schema, header: Header, ledger: Ledger, workspace: Workspace
) -> list[Probe]:
    cells = (
        probe_cell(one, position, partial(words_of, one), ragged=table.ragged, runs=workspace.runs)
        for position, one in enumerate(header.fields)
    )
    french, already = french_probes(schema, table.labels, header.fields)
    for field, wrong in already:
        ledger.add([(0, table.header_line, 0, ledger.kind(field, wrong), "", 0)])
    return [*(one for one in cells if one), *french]


def _empty(path: Path, table: Table, ledger: Ledger) -> Report:
    ledger.add([(0, 1, 0, ledger.kind("", Wrong(EmptySource)), "", 0)])
    return Report(path=path, table=table, rows=0, counts=tuple(ledger.counts()), ledger=ledger)


def broken_schema_report(path: Path, broken: SchemaBroken, workspace: Workspace) -> Report:
    """The report of a check whose schema breaks Table Schema: not valid, and the schema says why."""
    ledger = Ledger(workspace)
    ledger.add(
        [
            (0, 0, 0, ledger.kind("", Wrong(SchemaInvalid, {"problem": problem})), "", 0)
            for problem in broken.problems
        ]
    )
    return Report(path=path, table=None, rows=0, counts=tuple(ledger.counts()), ledger=ledger)
