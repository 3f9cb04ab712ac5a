"""How many pages were answered, how, how fast: in the memory of this process, and only when a host asks."""

from __future__ import annotations

import threading
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpRequest

#: Upper bounds of the classes of durations, in seconds.
BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)

_lock = threading.Lock()
_answers: dict[tuple[str, str], int] = {}
_durations = [0] * (len(BOUNDS) + 1)
_seconds = [0.0]


def count(request: HttpRequest, status: int, seconds: float) -> None:
    """One more answer. Its room is that of the code that made it: never a word of the address."""
    match = request.resolver_match
    parts = (getattr(match.func, "__module__", "") if match else "").split(".")
    room = parts[1] if parts[0] == "terreau" and len(parts) > 1 else "other"
    with _lock:
        key = (room, f"{status // 100}xx")
        _answers[key] = _answers.get(key, 0) + 1
        _durations[bisect_left(BOUNDS, seconds)] += 1
        _seconds[0] += seconds


def read() -> tuple[dict[tuple[str, str], int], list[int], float]:
    """Answers by room and status, how many in each class of duration, seconds in all."""
    with _lock:
        return dict(_answers), list(_durations), _seconds[0]
