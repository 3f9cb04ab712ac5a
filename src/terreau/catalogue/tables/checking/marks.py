"""The first pass: the file read once, keeping of each row only what is not surely well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from terreau.catalogue.tables.cells.regex_jury import Jury
from terreau.catalogue.tables.compiler.plan import blank_row, whole_cell
from terreau.catalogue.tables.compiler.sql import column
from terreau.catalogue.tables.reading.evenness import WEIGHTS, demand_even, with_cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from terreau.catalogue.tables.checking.ledger import Ledger
    from terreau.catalogue.tables.compiler.plan import Probe
    from terreau.catalogue.tables.reading.table import Table
    from terreau.catalogue.tables.reading.workspace import Workspace
    from terreau.catalogue.tables.schema.model import Field

_CHUNK = 10_000
# Probes in one scan: each holds buffers in the database, and a table of 200 columns must fit in our memory
# too.
_BATCH = 60


@dataclass(frozen=True)
class Marks:
    """What the first pass left: `rows`, the data rows of the file, and tables.

    `marks` has one line a row: `blank` and the columns of keys; its rowid is the number of the row from 0. `held0`,
    `held1`… (one a batch of probes) have a line for each row that is not blank and has a mark: its `number`, its `line`
    where the file was read row by row, and `held` with m0, m1… (one a probe).
    """

    rows: int


def mark(
    table: Table,
    fields: Sequence[Field],
    probes: Sequence[Probe],
    keys: set[int],
    workspace: Workspace,
    beside: Sequence[str] = (),
) -> Marks:
    """Run the marking SQL of every probe in one scan; raises `UnevenError` where the file must be read row by row.

    `beside`: named SQL that another part wants of each row from the same scan.
    """
    pieces = _listed(probes, 0)
    pieces.append(f"({blank_row(fields, absent=table.ragged)}) AS blank")
    # A cell that does not exist is not an empty one where "" is a value.
    pieces += [
        f"{whole_cell(fields[position], position, ragged=table.ragged)} AS {column(position)}"
        for position in sorted(keys)
    ]
    if table.ragged:
        pieces += ["line_ AS line", f"CASE WHEN n_ <> {table.width} THEN n_ END AS n", "extra_ AS extra"]
    else:
        pieces += WEIGHTS
    pieces += beside
    workspace.query(f"CREATE TABLE marks AS SELECT {', '.join(pieces)} FROM ({with_cells(table)})")
    totals = "count(*), 0, 0, 0" if table.ragged else "count(*), sum(bytes), sum(quotes), sum(breaks)"
    row = workspace.query(f"SELECT {totals} FROM marks").fetchone()
    rows, cell_bytes, quotes, breaks = (int(one or 0) for one in row or (0, 0, 0, 0))
    if not table.ragged:
        demand_even(table, rows, cell_bytes, quotes)
        _add_lines(table, workspace, broken=breaks > 0)
    for batch in range(-(-len(probes) // _BATCH)):
        if batch:
            # The same rows in the same order: rowid is the number of the row in each batch.
            more = ", ".join(_listed(probes, batch))
            workspace.query(f"CREATE OR REPLACE TABLE listed AS SELECT {more} FROM ({table.relation})")
        _set_apart(table, probes, batch, workspace)
    return Marks(rows)


def _batch(probes: Sequence[Probe], batch: int) -> Sequence[Probe]:
    return probes[batch * _BATCH : (batch + 1) * _BATCH]


def _listed(probes: Sequence[Probe], batch: int) -> list[str]:
    """The marks of a row as one list, NULL where it has none; nothing where there are no probes.

    What writes a table in order asks of the memory for each thread by the number of columns (DuckDB, batch insert),
    and goes on with one thread where it gets none: forty columns did. Writing forty empty cells a row costs too.
    """
    marks = [f"({probe.marked})" for probe in _batch(probes, batch)]
    listed = ", ".join(marks)
    return [f"CASE WHEN coalesce({listed}) IS NOT NULL THEN [{listed}] END AS listed"] if marks else []


def _set_apart(table: Table, probes: Sequence[Probe], batch: int, workspace: Workspace) -> None:
    """Keep the rows that have marks, each mark in a place of its own: lists are quick to write and slow to search."""
    start = batch * _BATCH
    marks = ", ".join(f"'m{start + n}': listed[{n + 1}]" for n in range(len(_batch(probes, batch))))
    rows = "marks"
    if batch:
        facts = "SELECT rowid AS number, * EXCLUDE listed FROM marks"
        rows = f"(SELECT rowid AS number, listed FROM listed) JOIN ({facts}) USING (number)"
    workspace.query(
        f"CREATE OR REPLACE TABLE held{batch} AS SELECT {'number' if batch else 'rowid AS number'}, "
        f"{'line, ' if table.ragged else ''}{{{marks}}} AS held FROM {rows} WHERE listed IS NOT NULL AND NOT blank"
    )


def _add_lines(table: Table, workspace: Workspace, *, broken: bool) -> None:
    """The line of each row; where values hold line breaks, rows and lines part."""
    first = table.header_end + 1
    if not broken:
        workspace.query(
            f"CREATE TABLE lines AS SELECT rowid AS number, rowid + {first} AS line FROM marks LIMIT 0"
        )
        return
    workspace.query(
        "CREATE TABLE lines AS SELECT rowid AS number, rowid + coalesce(sum(breaks) OVER (ORDER BY rowid ROWS BETWEEN "
        f"UNBOUNDED PRECEDING AND 1 PRECEDING), 0)::BIGINT + {first} AS line FROM marks"
    )


def line_sql(table: Table) -> tuple[str, str]:
    """How a query on `marks m` finds the line of a row: an expression, and the join it needs."""
    if table.ragged:
        return "m.line", ""
    # `lines` is empty where no value holds a line break.
    return f"coalesce(l.line, m.rowid + {table.header_end + 1})", "LEFT JOIN lines l ON l.number = m.rowid"


def judge_marks(table: Table, probes: Sequence[Probe], ledger: Ledger, workspace: Workspace) -> None:
    """The second pass: judge each distinct text that was marked, and write every fault with its row."""
    line, join = line_sql(table)
    for number, probe in enumerate(probes):
        workspace.query("CREATE OR REPLACE TABLE verdicts (value VARCHAR, kind INTEGER, shown VARCHAR)")
        if not _write_verdicts(number, probe, ledger, workspace):
            continue
        ledger.add_sql(
            f"SELECT m.rowid + 1, {line}, {probe.columns[0] + 1}, v.kind, v.shown, 0 "
            f"FROM (SELECT number AS rowid, * FROM held{number // _BATCH}) m "
            f"{join} JOIN verdicts v ON m.held.m{number} = v.value"
        )


def _write_verdicts(number: int, probe: Probe, ledger: Ledger, workspace: Workspace) -> int:
    mark = f"held.m{number}"
    result = workspace.query(
        f"SELECT value, {probe.fact} FROM (SELECT DISTINCT {mark} AS value FROM held{number // _BATCH} "
        f"WHERE {mark} IS NOT NULL)"
    )
    written = 0
    jury = Jury(probe.pattern, probe.field)
    while rows := result.fetchmany(_CHUNK):
        lines = list(_judged(rows, probe, ledger, jury))
        written += len(lines)
        if lines:
            values = [list(one) for one in zip(*lines, strict=True)]
            workspace.query("INSERT INTO verdicts SELECT unnest($1), unnest($2), unnest($3)", *values)
    return written


def _judged(
    rows: list[tuple[str, bool]], probe: Probe, ledger: Ledger, jury: Jury
) -> Iterator[tuple[str, int, str]]:
    asked = [value for value, fact in rows if _asks_python(value, fact, probe)]
    truths = dict(zip(asked, jury.matches(asked), strict=True))
    for value, fact in rows:
        for wrong in probe.judge(value, truths.get(value, fact)):
            shown = str(wrong.words.get("value", "" if value == "\0" else value))
            yield value, ledger.kind(probe.field, wrong), shown


def _asks_python(value: str, fact: object, probe: Probe) -> bool:
    if not probe.pattern:
        return False
    return probe.fact == "true" or (not fact and value.endswith("\n"))
