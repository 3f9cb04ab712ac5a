"""`terreau doctor`: what someone who helps needs to know, and nothing of anybody."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from terreau.config import terminal
from terreau.config.checks import BROKEN, FINE, TO_DO, points
from terreau.config.configuration import Configuration

if TYPE_CHECKING:
    import argparse

    from terreau.config.checks import Point

_WORDS = {FINE: "fine", TO_DO: "to-do", BROKEN: "broken"}


def run(arguments: argparse.Namespace) -> int:
    """Gather, take out what could name anybody, say it; the worst state found is the exit code."""
    from terreau.config.operate import report

    configuration = Configuration()
    found = list(points(configuration))
    told = report.gathered(configuration)
    told["checks"] = {point.name: _said(point, configuration) for point in found}
    state = max(point.state for point in found)
    if arguments.format == "json":
        count = {word: sum(point.state == one for point in found) for one, word in _WORDS.items()}
        terminal.say(json.dumps({"files": [told], "summary": count}, ensure_ascii=False, indent=2))
        return state
    terminal.say("Rapport de Terreau, sans nom, ni adresse, ni secret. Relisez-le avant de le joindre.")
    for subject, facts in told.items():
        terminal.say(f"\n{subject}")
        for name, value in facts.items():
            terminal.say(f"  {name}: {_line(value)}")
    terminal.say("\nTout va." if state == FINE else "\nÀ faire : ce que « checks » dit, de haut en bas.")
    return state


def _said(point: Point, configuration: Configuration) -> dict[str, str]:
    from terreau.config.operate.report import scrubbed

    if point.state == FINE:
        return {"state": _WORDS[FINE]}
    return {
        "state": _WORDS[point.state],
        "message": scrubbed(point.message, configuration),
        "remedy": scrubbed(point.remedy, configuration),
    }


def _line(value: Any) -> str:
    return " · ".join(map(str, value.values())) if isinstance(value, dict) else str(value)
