"""What the service knows of itself: its stewards, and the results its own tests wrote beside the code."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from terreau.foundation.context import NAVIGATION
from terreau.people.models import User

#: Written by the browser tests with TERREAU_WRITE_RESULTS=1 (see tests/browser/results.py).
RESULTS = Path(__file__).parent.parent / "results"


@dataclass(frozen=True)
class Weight:
    """What one page weighs at a first visit, in bytes as they travel (compressed)."""

    name: str
    path: str
    html: int
    first_visit: int
    requests: int
    elements: int


def stewards() -> list[str]:
    """Names that the stewards chose to show."""
    shown = User.objects.filter(is_steward=True, is_active=True, shows_name=True).exclude(shown_name="")
    return list(shown.order_by("shown_name").values_list("shown_name", flat=True)[:50])


@dataclass(frozen=True)
class Weights:
    """The weight of each kind of page, and when it was measured."""

    date: date
    pages: list[Weight]

    @property
    def front(self) -> Weight:
        return self.pages[0]

    @property
    def heaviest(self) -> Weight:
        return max(self.pages, key=lambda page: page.first_visit)


@dataclass(frozen=True)
class CheckedPage:
    """What the machine found on one kind of page, all modes together."""

    name: str
    path: str
    violations: int
    incomplete: int


@dataclass(frozen=True)
class AccessibilityResults:
    """The last automated run: when, with what, on which pages, in which modes."""

    date: date
    tool: str
    browser: str
    rules: str
    modes: list[str]
    pages: list[CheckedPage]

    @property
    def violations(self) -> int:
        return sum(page.violations for page in self.pages)


def weights() -> Weights | None:
    """What the pages weighed when last measured, or None when that was never done."""
    written = _written("weights.json")
    if not written:
        return None
    return Weights(date.fromisoformat(written["date"]), [Weight(**page) for page in written["pages"]])


def accessibility_results() -> AccessibilityResults | None:
    """The last automated accessibility run, or None when it never ran."""
    written = dict(_written("accessibility.json"))
    if not written:
        return None
    day = date.fromisoformat(written.pop("date"))
    pages = [CheckedPage(**page) for page in written.pop("pages")]
    return AccessibilityResults(date=day, pages=pages, **written)


def doors() -> list[str]:
    """Pages that lead to all others, for search engines."""
    return ["/", *(word.path for word in NAVIGATION), "/territoires/", "/ce-service/", "/accessibilite/"]


@cache
def _written(name: str) -> dict[str, Any]:
    path = RESULTS / name
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def last_backup() -> datetime | None:
    """When the instance was last saved, as the backup itself left it; None when it never was."""
    try:
        text = (Path(settings.DATA) / "backups" / "last.json").read_text(encoding="utf-8")
        return datetime.fromisoformat(json.loads(text)["made_at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
