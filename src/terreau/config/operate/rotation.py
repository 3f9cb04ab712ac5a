"""A folder of backups that does not grow for ever: the newest of each day, week and month, as many as asked.

`7d4w12m` keeps the newest backup of each of the last 7 days that have one, of 4 weeks, of 12 months. Days
without a backup do not count, so that a timer that failed for a month takes nothing away.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from terreau.config.operate.errors import NotAPlanError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

_PLAN = re.compile(r"(?:(\d{1,3})d)?(?:(\d{1,3})w)?(?:(\d{1,3})m)?")
_NAME = re.compile(r"terreau-(\d{8}T\d{6}Z)\.zip")
_MOMENT = "%Y%m%dT%H%M%SZ"
_PERIODS: tuple[Callable[[datetime], object], ...] = (
    lambda moment: moment.date(),
    lambda moment: moment.isocalendar()[:2],
    lambda moment: (moment.year, moment.month),
)


@dataclass(frozen=True)
class Plan:
    """How many days, weeks and months to keep."""

    days: int
    weeks: int
    months: int


def plan_of(said: str) -> Plan:
    """Read "7d4w12m"; any part may be left out, not all. Raises NotAPlanError."""
    found = _PLAN.fullmatch(said)
    counts = [int(part or 0) for part in found.groups()] if found else []
    if not any(counts):
        raise NotAPlanError(plan=said)
    return Plan(*counts)


def name_now() -> str:
    """The name of a backup made now, by which it is known again."""
    return f"terreau-{datetime.now(UTC).strftime(_MOMENT)}.zip"


def ours(folder: Path) -> list[Path]:
    """Backups of this rotation, oldest first; any other file is none of our business."""
    named = (path for path in folder.iterdir() if _read(path.name) is not None)
    return sorted((path for path in named if path.is_file() and not path.is_symlink()), key=moment_of)


def superfluous(paths: Iterable[Path], plan: Plan) -> list[Path]:
    """Those that the plan does not keep, oldest first. The newest is always kept."""
    newest_first = sorted(paths, key=moment_of, reverse=True)
    kept = set(newest_first[:1])
    for period, most in zip(_PERIODS, (plan.days, plan.weeks, plan.months), strict=True):
        seen: set[object] = set()
        for path in newest_first:
            if (key := period(moment_of(path))) not in seen and len(seen) < most:
                seen.add(key)
                kept.add(path)
    return [path for path in reversed(newest_first) if path not in kept]


def moment_of(path: Path) -> datetime:
    """When a backup was made, by its name. Raises ValueError for a name that is not ours."""
    if (moment := _read(path.name)) is None:
        raise ValueError(path.name)
    return moment


def _read(name: str) -> datetime | None:
    found = _NAME.fullmatch(name)
    try:
        return datetime.strptime(found[1], _MOMENT).replace(tzinfo=UTC) if found else None
    except ValueError:
        return None
