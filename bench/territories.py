"""The whole national base: importing it, finding a name, finding the commune of a point."""

from __future__ import annotations

import csv
import random
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bench.instance import TERREAU, run
from bench.report import Report
from terreau.territories import pack
from terreau.territories.shapes import Locator, Shape
from terreau.territories.tests.national import gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

QUESTIONS = Path(__file__).parents[1] / "src/terreau/territories/tests/questions.csv"
POINTS = 3_000
LENGTH_OF_A_COMMUNE = 5
Answer = TypeVar("Answer")
Asked = TypeVar("Asked")


def main(*, quick: bool = False) -> Report:
    """Times on this machine; there is no peer that answers the same questions."""
    seconds, names = _timed(gazetteer)
    with QUESTIONS.open(encoding="utf-8", newline="") as handle:
        asked = [row[0] for row in csv.reader(handle)][1:]
    found = _each(names.search, asked)
    columns = "ref, path, min_x, min_y, max_x, max_y"
    communes = [Shape(*row) for row in pack.rows("shapes", columns) if len(row[0]) == LENGTH_OF_A_COMMUNE]
    loading, locator = _timed(lambda: Locator(communes))
    points = _points(POINTS // 10 if quick else POINTS)
    _each(lambda point: locator.locate(*point), points)  # shapes are read at the first question near them
    placed = _each(lambda point: locator.locate(*point), points)
    return Report(
        [
            "| what | once | p50 ms | p99 ms | worst ms |",
            "| --- | --- | --- | --- | --- |",
            f"| names: load, then {len(asked)} questions as people ask | {seconds:.2f} s | {_row(found)} |",
            f"| points: load, then {len(points)} points of France | {loading:.2f} s | {_row(placed)} |",
            f"| the whole first preparation of an instance | {_preparation():.1f} s | | | |",
        ]
    )


def _preparation() -> float:
    with tempfile.TemporaryDirectory(prefix="terreau-bench-") as folder:
        return _timed(lambda: run([*TERREAU, "demo", "--no-serve", "--data", folder]))[0]


def _points(count: int) -> list[tuple[float, float]]:
    chance = random.Random(38_185)  # noqa: S311 - the same points at each run
    places = [row for row in pack.rows("territories", "longitude, latitude") if row[0] is not None]
    return [
        (longitude + chance.uniform(-0.02, 0.02), latitude + chance.uniform(-0.02, 0.02))
        for longitude, latitude in chance.sample(places, count)
    ]


def _timed(task: Callable[[], Answer]) -> tuple[float, Answer]:
    begun = time.perf_counter()
    answer = task()
    return time.perf_counter() - begun, answer


def _each(question: Callable[[Asked], object], asked: Iterable[Asked]) -> list[float]:
    """Milliseconds of each answer, sorted."""
    return sorted(_timed(lambda one=one: question(one))[0] * 1000 for one in asked)  # type: ignore[misc]


def _row(times: list[float]) -> str:
    return f"{statistics.median(times):.2f} | {times[int(len(times) * 0.99)]:.2f} | {times[-1]:.1f}"


if __name__ == "__main__":
    print(main().section)
