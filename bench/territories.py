"""The whole national base: how long to bring it in, to load what searches it, and to be answered."""

from __future__ import annotations

import csv
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from bench.report import Gate, Report
from terreau.territories.gazetteer import Gazetteer
from terreau.territories.shapes import Locator, Shape, parse, to_lonlat
from terreau.territories.tests import national

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

QUESTIONS = Path(national.__file__).with_name("questions.csv")
_IMPORT = """
import json, time, django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from terreau.territories.actions import import_pack
wall, processor = time.perf_counter(), time.process_time()
import_pack()
print(json.dumps([time.perf_counter() - wall, time.process_time() - processor]))
"""


def main(*, quick: bool = False) -> Report:
    """Rows for bench/README.md; `quick` leaves the imports out."""
    report = Report(["| what | measured |", "| --- | --- |"])
    _gazetteer(report)
    _locator(report)
    if not quick:
        for name, url in _databases():
            wall, processor = _import(url)
            report.lines.append(f"| import on {name} | {wall:.1f} s, {processor:.1f} s of processor |")
    return report


def _gazetteer(report: Report) -> None:
    entries = national.entries()
    before = _memory()
    started = process_time()
    gazetteer = Gazetteer(entries)
    built = process_time() - started
    report.lines.append(
        f"| gazetteer: {len(entries):,} territories loaded | {built:.2f} s, {_memory() - before:.0f} MB |"
    )
    with QUESTIONS.open(encoding="utf-8") as file:
        questions = [row["question"] for row in csv.DictReader(file)]
    times = _times(gazetteer.search, [(question,) for question in questions])
    report.lines.append(f"| gazetteer: {len(questions)} public questions | {_said(times)} |")
    report.gates.append(Gate("search by name: 95 questions in 100, ms", _share(times, 0.95), 20))


def _locator(report: Report) -> None:
    rows = national.rows(
        "SELECT s.* FROM {shapes} s JOIN {territories} t USING (ref) WHERE t.kind = 'commune' ORDER BY s.ref"
    )
    before = _memory()
    started = process_time()
    locator = Locator(Shape(*row) for row in rows)
    built = process_time() - started
    report.lines.append(
        f"| locator: {len(rows):,} outlines loaded | {built:.2f} s, {_memory() - before:.0f} MB |"
    )
    chance = random.Random(20_261_123)  # noqa: S311 - the same points at each run
    points = [to_lonlat(*chance.choice(parse(chance.choice(rows)[1])[0][0])) for _ in range(500)]
    first = _times(locator.locate, points)
    again = _times(locator.locate, points)
    report.lines.append(f"| locator: 500 points on borders, for the first time | {_said(first)} |")
    report.lines.append(f"| locator: the same once more | {_said(again)} |")
    report.gates.append(Gate("which commune a point is in: 95 in 100, ms", _share(again, 0.95), 1))


def _times(ask: Callable[..., object], questions: Sequence[tuple[object, ...]]) -> list[float]:
    """Milliseconds for each, asked once: a second time would find what the first has kept."""
    times = []
    for question in questions:
        started = perf_counter()
        ask(*question)
        times.append((perf_counter() - started) * 1000)
    return times


def _said(times: list[float]) -> str:
    middle, high = statistics.median(times), _share(times, 0.95)
    return f"median {middle:.2f} ms, 95 in 100 under {high:.2f} ms, slowest {max(times):.2f} ms"


def _share(times: list[float], share: float) -> float:
    return sorted(times)[int(len(times) * share)]


def _memory() -> float:
    """Highest memory of this process so far, in MB (Linux counts in kB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _databases() -> list[tuple[str, str]]:
    url = os.environ.get("DATABASE_URL", "")
    return [("SQLite", ""), *([("PostgreSQL, an empty database", url)] if url else [])]


def _import(url: str) -> list[float]:
    with tempfile.TemporaryDirectory() as folder:
        given = {
            "TERREAU_DATA": folder,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "terreau.config.settings",
        }
        ended = subprocess.run(
            [sys.executable, "-c", _IMPORT],
            env=os.environ | given,
            capture_output=True,
            text=True,
            check=True,
        )
    measured: list[float] = json.loads(ended.stdout.splitlines()[-1])
    return measured
