"""Rows of a table of a million rows, as pages, as JSON and as files, beside Datasette on the very same rows.

Times on the wall of one reader at a time, through the whole HTTP stack, no page kept in memory; each answer
is asked several times and the median kept. Datasette has its rows in SQLite, with and without an index on
each column (its manual advises one for what is filtered), counts and facets left out: its lean page.
"""

from __future__ import annotations

import http.client
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from bench.instance import TERREAU, TERRITORY, run
from bench.processes import pss_megabytes, serving
from bench.report import Gate, Report

if TYPE_CHECKING:
    from collections.abc import Mapping

ROWS, TIMES = 1_000_000, 9
OURS, PLAIN, INDEXED = 8721, 8722, 8723
PAGE_MS = 150
#: What is asked of us, and the same of Datasette.
QUESTIONS = {
    "first page": ("", "_size=25"),
    "page 20,000": ("page=20000", ""),
    "a commune": ("commune__egal=Meylan", "_size=25&commune__exact=Meylan"),
    "a commune, from 340 kW, newest first": (
        "commune__egal=Meylan&puissance__de=340&mise_en_service__tri=decroissant",
        "_size=25&commune__exact=Meylan&puissance__gte=340&_sort_desc=mise_en_service",
    ),
    "sorted by power": ("puissance__tri=decroissant", "_size=25&_sort_desc=puissance"),
    "sorted by address, as a dictionary": ("adresse__tri=croissant", "_size=25&_sort=adresse"),
    "an address that contains « numero 77 »": (
        "adresse__contient=numero+77",
        "_size=25&adresse__contains=numéro 77",
    ),
    "a word anywhere": ("mots=egreve", ""),
    "a word that is nowhere": ("mots=zzzz", ""),
}
FILES = ("csv", "tableur", "json", "geojson", "parquet")


def main(*, quick: bool = False) -> Report:
    """Fill, then ask; `quick` asks less often."""
    times = 3 if quick else TIMES
    with tempfile.TemporaryDirectory(prefix="terreau-bench-rows-") as scratch, ExitStack() as stack:
        folder = Path(scratch) / "data"
        environment = {"TERREAU_DATA": str(folder), "DATABASE_URL": "", "TERREAU_KEPT_PAGES_MB": "0"}
        environment["TERREAU_LIMITS"] = "rows=100000/m,rows-file=100000/m"
        place = (
            "--territory",
            TERRITORY,
            "--address",
            f"http://127.0.0.1:{OURS}",
            "--steward",
            "s@bench.invalid",
        )
        run([*TERREAU, "init", "--data", str(folder), *place], **environment)
        before = time.perf_counter()
        pk = run([sys.executable, "-m", "bench.fill_rows", str(ROWS)], **environment).split()[-1]
        packed = time.perf_counter() - before
        peers = _peers(stack, Path(scratch))
        pid = stack.enter_context(
            serving(
                [*TERREAU, "serve", "--data", str(folder), "--listen", f"127.0.0.1:{OURS}"],
                f"http://127.0.0.1:{OURS}/sante/pret",
                environment=environment,
            )
        )
        return _report(pk, pid, peers, times, packed)


def _peers(stack: ExitStack, folder: Path) -> list[int]:
    """Datasette over the rows as they are, and with an index on each column; none where it is absent."""
    from bench.fill_rows import write

    csv = folder / "rows.csv"
    write(csv, ROWS)
    found = []
    for port, indexed in ((PLAIN, False), (INDEXED, True)):
        database = folder / f"rows{port}.db"
        _to_sqlite(csv, database, indexed=indexed)
        command = [sys.executable, "-m", "datasette", str(database), "--port", str(port)]
        command += ["--setting", "sql_time_limit_ms", "20000"]
        try:
            stack.enter_context(serving(command, f"http://127.0.0.1:{port}/"))
        except RuntimeError:
            return []
        found.append(port)
    return found


def _to_sqlite(csv: Path, database: Path, *, indexed: bool) -> None:
    import csv as reader

    with csv.open(encoding="utf-8", newline="") as stream, sqlite3.connect(database) as held:
        rows = reader.reader(stream)
        names = next(rows)
        kinds = {"puissance": "REAL", "lon": "REAL", "lat": "REAL", "prises": "INTEGER"}
        typed = ", ".join(f"{name} {kinds.get(name, 'TEXT')}" for name in names)
        held.execute(f"CREATE TABLE bornes ({typed})")
        held.executemany(f"INSERT INTO bornes VALUES ({', '.join('?' * len(names))})", rows)  # noqa: S608
        for name in names if indexed else ():
            held.execute(f"CREATE INDEX by_{name} ON bornes ({name})")
    held.close()


def _milliseconds(
    port: int, path: str, times: int, headers: Mapping[str, str] | None = None
) -> tuple[float, int]:
    """Median time of an answer, and how many bytes it has."""
    taken, size = [], 0
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    for _ in range(times + 1):
        before = time.perf_counter()
        connection.request("GET", quote(path, safe="/?&=+:%"), headers=dict(headers or {}))
        answer = connection.getresponse()
        size = len(answer.read())
        taken.append((time.perf_counter() - before) * 1000)
        if answer.status >= http.client.BAD_REQUEST:
            raise RuntimeError(f"{path} answered {answer.status}")
    connection.close()
    return statistics.median(taken[1:]), size


def _of_peer(port: int, asked: str, times: int) -> str:
    if not asked:
        return "–"
    taken, _ = _milliseconds(port, f"/rows{port}/bornes?{asked}&_nocount=1&_nofacet=1&_nosuggest=1", times)
    return f"{taken:.0f}"


def _report(pk: str, pid: int, peers: list[int], times: int, packed: float) -> Report:
    heads = ["page, ms", "JSON, ms", *["Datasette, ms", "Datasette with an index a column, ms"][: len(peers)]]
    lines = [f"| question | {' | '.join(heads)} |", f"| --- |{' --- |' * len(heads)}"]
    pages: dict[str, float] = {}
    for said, (ours, theirs) in QUESTIONS.items():
        pages[said], _ = _milliseconds(OURS, f"/donnees/{pk}/lignes/?{ours}", times)
        told, _ = _milliseconds(OURS, f"/api/v1/datasets/{pk}/rows?{ours}", times)
        others = [_of_peer(port, theirs, times) for port in peers]
        lines.append(
            f"| {said} | {pages[said]:.0f} | {told:.0f} | {' | '.join(others)} |".replace("|  |", "|")
        )
    lines += ["", "| the whole table as a file | seconds | MB |", "| --- | --- | --- |"]
    for form in FILES:
        taken, size = _milliseconds(OURS, f"/donnees/{pk}/lignes/en/{form}/", 1)
        lines.append(f"| {form} | {taken / 1000:.1f} | {size / 10**6:.0f} |")
    lines += [
        "",
        f"Rows generated, packed and published in {packed:.0f} s.",
        f"Memory of the whole service after all this (PSS): {pss_megabytes(pid):.0f} MB.",
    ]
    quick_ones = [name for name in QUESTIONS if name not in {"a word anywhere", "a word that is nowhere"}]
    gates = [
        Gate(
            "slowest page that filters or sorts a column, median ms",
            max(pages[name] for name in quick_ones),
            PAGE_MS,
        ),
        Gate("slowest search in every column, median ms", max(pages.values()), PAGE_MS * 5),
    ]
    return Report(lines, gates)


if __name__ == "__main__":
    print(main().section)
