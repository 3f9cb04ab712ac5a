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
    """What the first pass left: `rows`, the data rows of the file, and the table `marks`.

    That table has one line a row: `held` with m0, m1… (one a probe), `blank` and the columns of keys; its rowid is
    the number of the row from 0.
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
    pieces = _held(probes, 0)
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
    for batch in range(1, -(-len(probes) // _BATCH)):
        # The same rows in the same order: rowid joins the batches.
        more = ", ".join(_held(probes, batch))
        workspace.query(f"CREATE OR REPLACE TABLE marks{batch} AS SELECT {more} FROM ({table.relation})")
    return Marks(rows)


def _held(probes: Sequence[Probe], batch: int) -> list[str]:
    """The marks of a batch in one column, or nothing where there are none.

    What writes a table in order asks of the memory for each thread by the number of columns (DuckDB, batch insert),
    and goes on with one thread where it gets none: forty columns did, one of forty parts does not.
    """
    start = batch * _BATCH
    marks = [f"'m{start + n}': {probe.marked}" for n, probe in enumerate(probes[start : start + _BATCH])]
    return [f"{{{', '.join(marks)}}} AS held"] if marks else []


def _marks_table(number: int) -> str:
    """The table of a probe's marks, with the facts of its row."""
    batch = number // _BATCH
    if not batch:
        return "marks m"
    facts = "SELECT rowid, * EXCLUDE held FROM marks"
    return f"(SELECT b.held, a.* FROM marks{batch} b JOIN ({facts}) a ON a.rowid = b.rowid) m"


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
            f"SELECT m.rowid + 1, {line}, {probe.columns[0] + 1}, v.kind, v.shown, 0 FROM {_marks_table(number)} {join} "
            f"JOIN verdicts v ON m.held.m{number} = v.value WHERE NOT m.blank"
        )


def _write_verdicts(number: int, probe: Probe, ledger: Ledger, workspace: Workspace) -> int:
    source = f"marks{number // _BATCH or ''}"
    result = workspace.query(
        f"SELECT value, {probe.fact} FROM (SELECT DISTINCT held.m{number} AS value FROM {source} "
        f"WHERE held.m{number} IS NOT NULL)"
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
