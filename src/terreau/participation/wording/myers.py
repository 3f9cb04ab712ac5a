"""The shortest way from one list to another (Myers, 1986, https://doi.org/10.1007/BF01840446).

Its time grows with the number of differences, not with the lengths; past a number of steps it gives up, so
that nobody makes a page slow with two texts that have nothing in common.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Run(NamedTuple):
    """`before[a:b]` became `after[c:d]`; `same` when they are equal."""

    same: bool
    a: int
    b: int
    c: int
    d: int


class Budget:
    """Steps left, shared by all the comparisons of one page."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def spend(self, steps: int) -> bool:
        """Whether they were there to be spent."""
        self.left -= steps
        return self.left >= 0


def runs(before: Sequence[str], after: Sequence[str], budget: Budget) -> list[Run]:
    """How the one became the other, in order; what could not be afforded is one whole replacement."""
    start, end = _common(before, after)
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    found = [Run(same=True, a=0, b=start, c=0, d=start)] if start else []
    if old or new:
        middle = _pairs(old, new, budget) if old and new else []
        found += _between(middle or [], len(old), len(new), start)
    if end:
        found.append(Run(same=True, a=len(before) - end, b=len(before), c=len(after) - end, d=len(after)))
    return found


def _common(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    most = min(len(before), len(after))
    start = 0
    while start < most and before[start] == after[start]:
        start += 1
    end = 0
    while end < most - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return start, end


def _pairs(old: Sequence[str], new: Sequence[str], budget: Budget) -> list[tuple[int, int]] | None:
    """Places of what both keep, in order; None when it costs too much to know."""
    trail: list[list[int]] = []
    # reach[depth + 1 + diagonal] is how far in `old` one gets on a diagonal with so many differences.
    reach = [0, 0, 0]
    for depth in range(len(old) + len(new) + 1):
        trail.append(reach)
        following, walked = [0, *reach, 0], 0
        for diagonal in range(-depth, depth + 1, 2):
            x = _step(reach, depth, diagonal)
            start = x
            while x < len(old) and x - diagonal < len(new) and old[x] == new[x - diagonal]:
                x += 1
            walked += x - start
            following[depth + 2 + diagonal] = x
            if x >= len(old) and x - diagonal >= len(new):
                return _back(trail, len(old), len(new))
        # Walking along what is equal is quick, and yet bounded: sixteen letters of it are one step.
        if not budget.spend(depth + 1 + walked // 16):
            return None
        reach = following
    return None


def _step(reach: list[int], depth: int, diagonal: int) -> int:
    """Where one difference more leads on a diagonal: down (something added) or right (something removed)."""
    below, above = reach[depth + 2 + diagonal], reach[depth + diagonal]
    if diagonal == -depth or (diagonal != depth and above < below):
        return below
    return above + 1 if depth else 0


def _back(trail: list[list[int]], x: int, y: int) -> list[tuple[int, int]]:
    """The way that led there, walked back; what is equal on it."""
    found = []
    for depth in range(len(trail) - 1, -1, -1):
        reach, diagonal = trail[depth], x - y
        start = _step(reach, depth, diagonal)
        while x > start:
            x, y = x - 1, y - 1
            found.append((x, y))
        if not depth:
            break
        below, above = reach[depth + 2 + diagonal], reach[depth + diagonal]
        if diagonal == -depth or (diagonal != depth and above < below):
            y -= 1
        else:
            x -= 1
    return found[::-1]


def _between(pairs: list[tuple[int, int]], old: int, new: int, start: int) -> list[Run]:
    """Runs of what is kept and of what is not."""
    found: list[Run] = []
    a = c = 0
    for x, y in [*pairs, (old, new)]:
        if x > a or y > c:
            found.append(Run(same=False, a=start + a, b=start + x, c=start + c, d=start + y))
        if x < old or y < new:
            last = found[-1] if found else None
            if last is not None and last.same and last.b == start + x and last.d == start + y:
                found[-1] = last._replace(b=last.b + 1, d=last.d + 1)
            else:
                found.append(Run(same=True, a=start + x, b=start + x + 1, c=start + y, d=start + y + 1))
        a, c = x + 1, y + 1
    return found
