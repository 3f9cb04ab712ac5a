"""A large room of commons on both databases: processor time, SQL queries and weight of each of its pages."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from bench import postgres
from bench.instance import TERREAU, TERRITORY, run
from bench.report import Gate, Report

COMMONS, REVISIONS, USES, NEEDS = 5_000, 50_000, 20_000, 2_000
ROUNDS = 9
#: Budgets of a page: SQL queries, bytes compressed, elements beside drawings.
SQL, BYTES, ELEMENTS = 25, 14_000, 600
#: A page costs at most so many times the plain list; what is made whole has no gate.
TO_LIST = 12
WHOLE = ("its booklet", "ledger, the whole table")


def main(*, quick: bool = False) -> Report:
    """Fill and read on SQLite, then on PostgreSQL where it is installed; `quick` fills a tenth."""
    share = 10 if quick else 1
    report = Report()
    with tempfile.TemporaryDirectory(prefix="terreau-bench-commons-") as scratch:
        one(report, Path(scratch) / "lite", "", share)
        if postgres.binaries() is None:
            report.lines.append("PostgreSQL is not installed here: not measured.")
            return report
        with postgres.cluster(Path(scratch)):
            one(report, Path(scratch) / "pg-data", postgres.URL, share)
    return report


def one(report: Report, folder: Path, database: str, share: int) -> None:
    """Fill one database and add what its pages cost to the report."""
    environment = {"TERREAU_DATA": str(folder), "DATABASE_URL": database, "TERREAU_KEPT_PAGES_MB": "0"}
    place = ("--territory", TERRITORY, "--address", "http://127.0.0.1", "--steward", "s@bench.invalid")
    run([*TERREAU, "init", "--data", str(folder), *place], **environment)
    run([sys.executable, "-m", "bench.fill", str(NEEDS // share)], **environment)
    sizes = [str(size // share) for size in (COMMONS, REVISIONS, USES)]
    run([sys.executable, "-m", "bench.fill_commons", *sizes], **environment)
    measure(report, environment)


def measure(report: Report, environment: dict[str, str]) -> None:
    """Read a room already filled."""
    printed = run([sys.executable, "-m", "bench.read_commons", str(ROUNDS)], **environment)
    read = json.loads(printed.splitlines()[-1])
    pages, base = read["pages"], read["vendor"]
    plain = pages["list"]["cpu"]
    report.lines += [
        f"### {base}, {read['commons']:,} commons",
        "",
        "| page | processor ms | × list | SQL | bytes, compressed | elements |",
        "| --- | --- | --- | --- | --- | --- |",
        *(
            f"| {said} | {at['cpu']:.1f} | {at['cpu'] / plain:.1f} | {at['sql']} | {at['bytes']:,} "
            f"| {at['elements'] or '–'} |"
            for said, at in pages.items()
        ),
        "",
    ]
    told = {said: at for said, at in pages.items() if said not in WHOLE}
    report.gates += [
        Gate(f"{base}: slowest page, to the list", max(at["cpu"] for at in told.values()) / plain, TO_LIST),
        Gate(f"{base}: most SQL queries of a page", max(at["sql"] for at in pages.values()), SQL),
        Gate(f"{base}: heaviest page, bytes compressed", max(at["bytes"] for at in told.values()), BYTES),
        Gate(f"{base}: most elements of a page", max(at["elements"] for at in told.values()), ELEMENTS),
    ]


if __name__ == "__main__":
    print(main().section)
