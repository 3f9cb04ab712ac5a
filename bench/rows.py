"""Rows of a table of a million rows, as pages, as JSON and as files, beside Datasette on the very same rows.

One reader at a time, through the whole HTTP stack, no page kept in memory. Time on the wall swings on a
shared machine, processor time does not: both are told, the processor time of all threads together.
Datasette has its rows in SQLite, with and without an index on each column (its manual advises one for what
is filtered), counts and facets left out: its lean page.
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
from typing import NamedTuple
from urllib.parse import quote

from bench.instance import TERREAU, TERRITORY, run
from bench.processes import cpu_seconds, pss_megabytes, serving
from bench.report import Gate, Report

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


class Cost(NamedTuple):
    """Milliseconds on the wall and of processor, and bytes, of an answer."""

    wall: float
    processor: float
    size: int


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


def _peers(stack: ExitStack, folder: Path) -> dict[int, int]:
    """Datasette over the rows as they are, and with an index on each column; none where it is absent."""
    from bench.fill_rows import write

    csv = folder / "rows.csv"
    write(csv, ROWS)
    found: dict[int, int] = {}
    for port, indexed in ((PLAIN, False), (INDEXED, True)):
        database = folder / f"rows{port}.db"
        _to_sqlite(csv, database, indexed=indexed)
        command = [sys.executable, "-m", "datasette", str(database), "--port", str(port)]
        command += ["--setting", "sql_time_limit_ms", "20000"]
        try:
            found[port] = stack.enter_context(serving(command, f"http://127.0.0.1:{port}/"))
        except RuntimeError:
            return {}
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


def _asked(pid: int, port: int, path: str, times: int) -> Cost:
    """Median milliseconds on the wall of an answer, mean milliseconds of processor, and its bytes."""
    taken, size, spent = [], 0, 0.0
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    for number in range(times + 1):
        before, used = time.perf_counter(), cpu_seconds(pid)
        connection.request("GET", quote(path, safe="/?&=+:%"))
        answer = connection.getresponse()
        size = len(answer.read())
        if answer.status >= http.client.BAD_REQUEST:
            raise RuntimeError(f"{path} answered {answer.status}")
        if number:  # the first one warms up
            taken.append((time.perf_counter() - before) * 1000)
            spent += cpu_seconds(pid) - used
    connection.close()
    return Cost(statistics.median(taken), spent * 1000 / times, size)


def _report(pk: str, pid: int, peers: dict[int, int], times: int, packed: float) -> Report:
    """`peers` gives the process behind each port."""
    heads = ["page", "JSON", *["Datasette", "Datasette, an index a column"][: len(peers)]]
    lines = [
        f"| milliseconds: wall, processor | {' | '.join(heads)} |",
        f"| --- |{' --- |' * len(heads)}",
    ]
    pages: dict[str, float] = {}
    for said, (ours, theirs) in QUESTIONS.items():
        page = _asked(pid, OURS, f"/donnees/{pk}/lignes/?{ours}", times)
        told = [page, _asked(pid, OURS, f"/api/v1/datasets/{pk}/rows?{ours}", times)]
        lean = f"{theirs}&_nocount=1&_nofacet=1&_nosuggest=1"
        told += [
            _asked(one, port, f"/rows{port}/bornes?{lean}", times) for port, one in peers.items() if theirs
        ]
        cells = [f"{one.wall:.0f}, {one.processor:.0f}" for one in told]
        lines.append(f"| {said} | {' | '.join(cells + ['–'] * (len(heads) - len(cells)))} |")
        pages[said] = page.processor / 2
    lines += ["", "| the whole table as a file | seconds | MB |", "| --- | --- | --- |"]
    for form in FILES:
        one = _asked(pid, OURS, f"/donnees/{pk}/lignes/en/{form}/", 1)
        lines.append(f"| {form} | {one.wall / 1000:.1f} | {one.size / 10**6:.0f} |")
    lines += [
        "",
        f"Rows generated, packed and published in {packed:.0f} s.",
        f"Memory of the whole service after all this (PSS): {pss_megabytes(pid):.0f} MB.",
    ]
    gates = [Gate("slowest page, processor ms on each of two cores", max(pages.values()), PAGE_MS)]
    return Report(lines, gates)


if __name__ == "__main__":
    print(main().section)
