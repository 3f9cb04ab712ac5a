"""Lines: what moves from one step to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from terreau.foundation.drawings.paper import LETTERS, WIDTH, cut, picture, short, width_of, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_HIGH, _TOP, _FOOT, _GAP = 190.0, 12.0, 24.0, 8.0
#: Told apart without colour: whole, long dashes, dots, both.
_DASHES = ("", "9 5", "2 4", "12 4 2 4")
_MARKED = 40
_LEGEND = 22.0


@dataclass(frozen=True)
class Line:
    """Values in the order of the steps; None leaves a hole."""

    label: str
    values: Sequence[float | None]


def lines(
    steps: Sequence[str], drawn: Sequence[Line], title: str, about: str, say: Callable[[float], str]
) -> str:
    """One to four lines over the same steps; `say` writes a value of the scale."""
    known = [value for line in drawn for value in line.values if value is not None]
    low, high = _bounds(known)
    legend = _LEGEND * len(drawn) if len(drawn) > 1 else 0
    left = max(width_of(say(low)), width_of(say(high))) + _GAP
    right, bottom = WIDTH - _GAP, legend + _TOP + _HIGH

    def across(at: int) -> float:
        return left + (right - left) * (at / (len(steps) - 1) if len(steps) > 1 else 0.5)

    def down(value: float) -> float:
        return bottom - (value - low) / (high - low) * _HIGH

    parts = [
        f'<path class="scale" stroke="#999" d="M{short(left)} {short(down(mark))}H{short(right)}"/>'
        + words(left - _GAP, down(mark) + LETTERS * 0.36, say(mark), anchor="end")
        for mark in (low, (low + high) / 2, high)
    ]
    for at, line in enumerate(drawn):
        dash = _DASHES[at % len(_DASHES)]
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        parts.append(
            f'<path class="line" fill="none" stroke="currentColor" stroke-width="2.4" d="{_path(line.values, across, down)}"{dashed}/>'
        )
        if len(drawn) > 1:
            y = at * _LEGEND + _LEGEND / 2
            parts.append(
                f'<path class="line" fill="none" stroke="currentColor" stroke-width="2.4" d="M{short(left)} {short(y)}h36"{dashed}/>'
            )
            parts.append(words(left + 44, y + LETTERS * 0.36, cut(line.label, right - left - 44)))
    foot = bottom + _FOOT - 4
    parts += [words(across(0), foot, steps[0]), words(across(len(steps) - 1), foot, steps[-1], anchor="end")]
    return picture("lines", title, about, bottom + _FOOT, parts)


def _bounds(known: Sequence[float]) -> tuple[float, float]:
    """The scale holds zero: cut above it, a small change would look like a large one."""
    low, high = min(0.0, *known, 0.0), max(0.0, *known, 0.0)
    return (low, high) if high > low else (low, low + 1)


def _path(
    values: Sequence[float | None], across: Callable[[int], float], down: Callable[[float], float]
) -> str:
    """A line from point to point, interrupted where nothing is known; few points are marked one by one."""
    path, pen = [], False
    for at, value in enumerate(values):
        if value is None:
            pen = False
            continue
        place = f"{short(across(at))} {short(down(value))}"
        path.append(f"{'L' if pen else 'M'}{place}")
        pen = True
    marks = [
        f"M{short(across(at) - 2.5)} {short(down(value))}a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0"
        for at, value in enumerate(values)
        if value is not None and len(values) <= _MARKED
    ]
    return "".join([*path, *marks])
