"""A journal of a million lines: filtered pages and feeds, on both databases, and the whole chain verified."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from bench import postgres
from bench.instance import TERREAU, TERRITORY, run
from bench.report import Gate, Report

LINES = 1_000_000
NEEDS = 5_000
ROUNDS = 30
PAGE_MS, FEED_MS = 50, 100


def main(*, quick: bool = False) -> Report:
    """Fill and read on SQLite, then on PostgreSQL where it is installed; `quick` writes a tenth."""
    lines = LINES // 10 if quick else LINES
    report = Report()
    with tempfile.TemporaryDirectory(prefix="terreau-bench-journal-") as scratch:
        one(report, Path(scratch) / "lite", "", lines)
        if postgres.binaries() is None:
            report.lines.append("PostgreSQL is not installed here: not measured.")
            return report
        with postgres.cluster(Path(scratch)):
            one(report, Path(scratch) / "pg-data", postgres.URL, lines)
    return report


def one(report: Report, folder: Path, database: str, lines: int) -> None:
    """Fill one database and add what it took to the report."""
    environment = {"TERREAU_DATA": str(folder), "DATABASE_URL": database}
    place = ("--territory", TERRITORY, "--address", "http://127.0.0.1", "--steward", "s@bench.invalid")
    run([*TERREAU, "init", "--data", str(folder), *place], **environment)
    run([sys.executable, "-m", "bench.fill", str(NEEDS)], **environment)
    run([sys.executable, "-m", "bench.fill_journal", str(lines)], **environment)
    measure(report, environment)


def measure(report: Report, environment: dict[str, str]) -> None:
    """Read a journal already filled."""
    read = json.loads(
        run([sys.executable, "-m", "bench.read_journal", str(ROUNDS)], **environment).splitlines()[-1]
    )
    before = time.perf_counter()
    run([*TERREAU, "journal", "verify", "--data", environment["TERREAU_DATA"]], **environment)
    verified = time.perf_counter() - before
    base = read["vendor"]
    report.lines += [
        f"### {base}, {read['lines']:,} lines",
        "",
        "| question | page, median | page, 95 % | Atom, median | JSON, median |",
        "| --- | --- | --- | --- | --- |",
        *(
            f"| {said} | {at['page'][0]:.1f} ms | {at['page'][1]:.1f} ms | {at['atom'][0]:.1f} ms "
            f"| {at['json'][0]:.1f} ms |"
            for said, at in read["times"].items()
        ),
        "",
        f"`terreau journal verify` reads it all in {verified:.0f} s.",
        "",
    ]
    worst = {door: max(at[door][0] for at in read["times"].values()) for door in ("page", "atom", "json")}
    report.gates += [
        Gate(f"{base}: slowest filtered page, median ms", worst["page"], PAGE_MS),
        Gate(f"{base}: slowest feed, median ms", max(worst["atom"], worst["json"]), FEED_MS),
    ]


if __name__ == "__main__":
    print(main().section)
