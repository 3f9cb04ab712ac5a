"""Processor time a page, beside Datasette on the same rows and beside a bare Django view, in one run.

Requests per second swing by two on a shared machine; processor time a page does not. Servers
are measured in turn, several rounds, and the median of each is kept. No page is kept in memory by anyone
(TERREAU_KEPT_PAGES_MB=0), except in the rows that say so: there Terreau runs as it is set up by default.
Answers are not compressed for anyone, except in the row that says so.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bench.instance import TERREAU, TERRITORY, prepare
from bench.load import Cost, cost
from bench.processes import pss_megabytes, serving
from bench.report import Gate, Report

NEEDS = 5_000
ROUNDS = 5
REQUESTS = 400
OURS, BARE, DATASETTE, KEEPING = 8711, 8712, 8713, 8714
ROWS = "_size=20&_sort_desc=raised_at"


@dataclass(frozen=True)
class Measure:
    """One address of one server, and how many requests a round deserves."""

    title: str
    port: int
    path: str
    requests: int = REQUESTS
    headers: tuple[tuple[str, str], ...] = ()


MEASURES = {
    "list": Measure("Terreau, list of needs (20 rows)", OURS, "/besoins/"),
    "territory": Measure("Terreau, a territory (49 communes, map)", OURS, f"/territoires/{TERRITORY}/"),
    "need": Measure("Terreau, one need", OURS, "/besoins/{need}/"),
    "front": Measure("Terreau, front page", OURS, "/"),
    "gzip": Measure(
        "Terreau, list of needs, compressed", OURS, "/besoins/", headers=(("Accept-Encoding", "gzip"),)
    ),
    "territory-kept": Measure("Terreau, a territory, kept in memory", KEEPING, f"/territoires/{TERRITORY}/"),
    "front-kept": Measure("Terreau, front page, kept in memory", KEEPING, "/"),
    "bare": Measure("bare Django view, 20 rows", BARE, "/besoins/"),
    "datasette": Measure("Datasette, table page (20 rows)", DATASETTE, f"/terreau/needs_need?{ROWS}", 40),
    "datasette-lean": Measure(
        "Datasette, table page without counts and facets",
        DATASETTE,
        f"/terreau/needs_need?{ROWS}&_nocount=1&_nofacet=1&_nosuggest=1",
        200,
    ),
}


def main(*, quick: bool = False) -> Report:
    """Measure everything; `quick` does fewer rounds, for the gates."""
    with tempfile.TemporaryDirectory(prefix="terreau-bench-") as scratch, ExitStack() as stack:
        folder = Path(scratch)
        prepare(folder, NEEDS)
        pids = _servers(stack, folder, folder / "terreau.sqlite3")
        rest = pss_megabytes(pids[OURS])
        costs = _rounds(pids, 3 if quick else ROUNDS)
        return _report(costs, rest, pss_megabytes(pids[OURS]))


def _servers(stack: ExitStack, folder: Path, database: Path) -> dict[int, int]:
    bare = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--workers",
        "1",
        "--blocking-threads",
        "8",
    ]
    bare += ["--host", "127.0.0.1", "--port", str(BARE), "--no-ws", "bench.bare:application"]
    peer = [
        sys.executable,
        "-m",
        "datasette",
        str(database),
        "--port",
        str(DATASETTE),
        "--setting",
        "num_sql_threads",
        "3",
    ]
    environment = {
        "TERREAU_ADDRESS": f"http://127.0.0.1:{OURS}",
        "DATABASE_URL": "",
        "BENCH_DATABASE": str(database),
    }
    # One folder is served once at a time.
    keeping = folder.with_name(f"{folder.name}-keeping")
    stack.callback(shutil.rmtree, keeping, ignore_errors=True)
    shutil.copytree(folder, keeping)
    return {
        port: stack.enter_context(
            serving(
                [*TERREAU, "serve", "--data", str(data), "--listen", f"127.0.0.1:{port}"],
                f"http://127.0.0.1:{port}/sante/pret",
                environment={**environment, "TERREAU_KEPT_PAGES_MB": kept},
            )
        )
        for port, kept, data in ((OURS, "0", folder), (KEEPING, "4", keeping))
    } | {
        BARE: stack.enter_context(
            serving(bare, f"http://127.0.0.1:{BARE}/besoins/", environment=environment)
        ),
        DATASETTE: stack.enter_context(
            serving(peer, f"http://127.0.0.1:{DATASETTE}/", environment=environment)
        ),
    }


def _rounds(pids: dict[int, int], rounds: int) -> dict[str, Cost]:
    found: dict[str, list[Cost]] = {name: [] for name in MEASURES}
    found["not-modified"] = []
    for _ in range(rounds):
        for name, one in MEASURES.items():
            path = one.path.replace("{need}", "42")
            found[name].append(
                cost(pids[one.port], one.port, path, requests=one.requests, headers=dict(one.headers))
            )
        etag = found["list"][-1].etag or "none"
        found["not-modified"].append(
            cost(pids[OURS], OURS, "/besoins/", requests=REQUESTS, headers={"If-None-Match": etag})
        )
    return {name: _median(costs) for name, costs in found.items()}


def _median(costs: list[Cost]) -> Cost:
    return Cost(
        statistics.median(one.milliseconds for one in costs), costs[-1].size, costs[-1].status, costs[-1].etag
    )


def _report(costs: dict[str, Cost], rest: float, after: float) -> Report:
    bare, peer, lean = costs["bare"], costs["datasette"], costs["datasette-lean"]
    rows = [
        "| page | CPU ms | × bare view | ÷ Datasette | ÷ Datasette, lean | bytes |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    titles = {name: one.title for name, one in MEASURES.items()} | {
        "not-modified": "Terreau, list of needs, 304"
    }
    for name, title in titles.items():
        one = costs[name]
        rows.append(
            f"| {title} | {one.milliseconds:.2f} | {one.milliseconds / bare.milliseconds:.2f} | "
            f"{peer.milliseconds / one.milliseconds:.1f} | "
            f"{lean.milliseconds / one.milliseconds:.1f} | {one.size} |"
        )
    rows += [
        "",
        f"Memory of the whole service (PSS): {rest:.0f} MB at rest, {after:.0f} MB after these pages.",
    ]
    listed, territory = costs["list"].milliseconds, costs["territory"].milliseconds
    kept = costs["territory-kept"].milliseconds
    unchanged = costs["not-modified"]
    gates = [
        Gate("list of needs, to Datasette's table page", listed / peer.milliseconds, 1 / 3),
        Gate("a territory as it is served, to Datasette's table page", kept / peer.milliseconds, 1 / 3),
        Gate("a territory made anew, to Datasette's table page", territory / peer.milliseconds, 1 / 2),
        Gate("list of needs, to the bare view", listed / bare.milliseconds, 3),
        Gate("304, to the full page", unchanged.milliseconds / listed, 0.5),
        Gate("304, its status", unchanged.status, 304),
        Gate("memory at rest, MB", rest, 300),
    ]
    return Report(rows, gates)


if __name__ == "__main__":
    print(main().section)
