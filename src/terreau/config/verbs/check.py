"""`terreau check`: each line says what is fine, or what to do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from terreau.config import terminal
from terreau.config.checks import BROKEN, FINE, TO_DO, Point, points
from terreau.config.configuration import Configuration

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

_MARKS = {FINE: "bon    ", TO_DO: "à faire", BROKEN: "manque "}
_WORDS = {FINE: "fine", TO_DO: "to-do", BROKEN: "broken"}


def run(arguments: argparse.Namespace) -> int:
    """Look at everything; the worst state is the exit code."""
    configuration = Configuration()
    found: list[Point] = []
    for point in points(configuration):
        found.append(point)
        if arguments.format == "text":
            _say(point)
    if arguments.format == "json":
        terminal.say(json.dumps(_report(str(configuration.data), found), ensure_ascii=False, indent=2))
    return max(point.state for point in found)


def _say(point: Point) -> None:
    terminal.say(f"{_MARKS[point.state]}  {point.subject:<16} {point.message}")
    if point.remedy:
        terminal.say(f"{'':27}→ {point.remedy}")


def _report(folder: str, found: Sequence[Point]) -> dict[str, object]:
    checks = [
        {
            "name": point.name,
            "state": _WORDS[point.state],
            "message": point.message,
            "remedy": point.remedy,
        }
        for point in found
    ]
    count = {word: sum(point.state == state for point in found) for state, word in _WORDS.items()}
    return {"files": [{"file": folder, "checks": checks}], "summary": count}
