"""The first pass: the file read once, keeping of each row only what is not surely well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from terreau.catalogue.tables.compiler.plan import blank_row
from terreau.catalogue.tables.compiler.regex_jury import matches
from terreau.catalogue.tables.compiler.sql import column

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from terreau.catalogue.tables.checking.ledger import Ledger
    from terreau.catalogue.tables.compiler.plan import Probe
    from terreau.catalogue.tables.reading.table import Table
    from terreau.catalogue.tables.reading.workspace import Workspace
    from terreau.catalogue.tables.schema.model import Field

_CHUNK = 10_000


@dataclass(frozen=True)
class Marks:
    """`rows`: data rows in the file. The table `marks` has one line a row: m0, m1… (one a probe), `blank`, the columns
    of keys, and `line`; its rowid is the number of the row from 0."""

    rows: int


def mark(
    table: Table, fields: Sequence[Field], probes: Sequence[Probe], keys: set[int], workspace: Workspace
) -> Marks:
    """Run the marking SQL of every probe in one scan."""
    workspace.query("DROP TABLE IF EXISTS marks")
    pieces = [f"{probe.marked} AS m{n}" for n, probe in enumerate(probes)]
    pieces.append(f"({blank_row(fields, absent=table.ragged)}) AS blank")
    pieces += [column(position) for position in sorted(keys)]
    if table.ragged:
        uneven = f"n_ <> {table.width}"
        pieces += ["line_ AS line", f"CASE WHEN {uneven} THEN n_ END AS n", "extra_ AS extra"]
    workspace.query(f"CREATE TABLE marks AS SELECT {', '.join(pieces)} FROM ({table.relation})")  # noqa: S608 - compiled
    row = workspace.query("SELECT count(*) FROM marks").fetchone()
    rows = int(row[0]) if row else 0
    if not table.ragged:
        _add_lines(table, rows, workspace)
    return Marks(rows)


def _add_lines(table: Table, rows: int, workspace: Workspace) -> None:
    """Where a value holds line breaks, rows and lines part: count them, only then."""
    even = table.lines == 0 or table.lines - table.header_end in (rows, rows - 1)
    if even:
        workspace.query(
            f"CREATE VIEW lines AS SELECT rowid AS at, rowid + {table.header_end + 1} AS line FROM marks"
        )  # noqa: S608
        return
    joined = f"concat_ws('', {', '.join(column(n) for n in range(table.width))})"
    breaks = f"length({joined}) - length(replace({joined}, chr(10), ''))"
    workspace.query(f"CREATE TABLE breaks AS SELECT {breaks} AS more FROM ({table.relation})")  # noqa: S608 - compiled
    workspace.query(
        "CREATE TABLE lines AS SELECT rowid AS at, rowid + coalesce(sum(more) OVER (ORDER BY rowid ROWS BETWEEN UNBOUNDED"  # noqa: S608
        f" PRECEDING AND 1 PRECEDING), 0)::BIGINT + {table.header_end + 1} AS line FROM breaks"
    )


def line_sql(table: Table) -> tuple[str, str]:
    """How a query on `marks m` finds the line of a row: an expression, and the join it needs."""
    return ("m.line", "") if table.ragged else ("l.line", "JOIN lines l ON l.at = m.rowid")


def judge_marks(table: Table, probes: Sequence[Probe], ledger: Ledger, workspace: Workspace) -> None:
    """The second pass: judge each distinct text that was marked, and write every fault with its row."""
    line, join = line_sql(table)
    for number, probe in enumerate(probes):
        workspace.query("CREATE OR REPLACE TABLE verdicts (value VARCHAR, kind INTEGER, shown VARCHAR)")
        if not _write_verdicts(number, probe, ledger, workspace):
            continue
        ledger.add_sql(
            f"SELECT m.rowid + 1, {line}, {probe.columns[0] + 1}, v.kind, v.shown, 0 FROM marks m {join} "  # noqa: S608
            f"JOIN verdicts v ON m.m{number} = v.value WHERE NOT m.blank"
        )


def _write_verdicts(number: int, probe: Probe, ledger: Ledger, workspace: Workspace) -> int:
    result = workspace.query(
        f"SELECT value, {probe.fact} FROM (SELECT DISTINCT m{number} AS value FROM marks WHERE m{number} IS NOT NULL)"  # noqa: S608
    )
    written = 0
    while rows := result.fetchmany(_CHUNK):
        lines = list(_judged(rows, probe, ledger))
        written += len(lines)
        if lines:
            values = [list(one) for one in zip(*lines, strict=True)]
            workspace.query("INSERT INTO verdicts SELECT unnest($1), unnest($2), unnest($3)", *values)
    return written


def _judged(rows: list[tuple[str, bool]], probe: Probe, ledger: Ledger) -> Iterator[tuple[str, int, str]]:
    truths = _pattern_truths([value for value, fact in rows if _asks_python(value, fact, probe)], probe)
    for value, fact in rows:
        for wrong in probe.judge(value, truths.get(value, fact)):
            shown = str(wrong.words.get("value", "" if value == "\0" else value))
            yield value, ledger.kind(probe.field, wrong), shown


def _asks_python(value: str, fact: object, probe: Probe) -> bool:
    if not probe.pattern:
        return False
    return probe.fact == "true" or (not fact and value.endswith("\n"))


def _pattern_truths(values: list[str], probe: Probe) -> dict[str, bool]:
    return dict(zip(values, matches(probe.pattern, values, probe.field), strict=True))
