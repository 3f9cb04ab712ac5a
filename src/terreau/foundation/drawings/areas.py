"""Outlines filled in a few shades: one path a shade, so that hundreds of them weigh little."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from terreau.foundation.drawings.paper import WIDTH, picture, short

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from terreau.foundation.drawings.dots import Frame

_TALLEST = 1.2
#: How much ink each shade takes, from no value to the greatest ones.
_INK = (0.06, 0.15, 0.35, 0.6, 0.9)


@dataclass(frozen=True)
class Outline:
    """Rings in the units of the frame, holes among them, and a shade from 0 to 4."""

    rings: Sequence[Sequence[tuple[float, float]]]
    shade: int = 0


def areas(outlines: Sequence[Outline], frame: Frame, title: str, about: str) -> str:
    """A map of outlines; y goes down."""
    scale = min(WIDTH / frame.width, WIDTH * _TALLEST / frame.height)
    side = (WIDTH - frame.width * scale) / 2
    parts = []
    for shade, ink in enumerate(_INK):
        drawn = "".join(
            _ring(ring, frame, scale, side) for one in outlines if one.shade == shade for ring in one.rings
        )
        if drawn:
            parts.append(
                f'<path class="area" fill="currentColor" fill-opacity="{ink}" stroke="currentColor" stroke-width=".6" '
                f'fill-rule="evenodd" d="{drawn}"/>'
            )
    return picture("areas", title, about, frame.height * scale, parts)


def _ring(ring: Iterable[tuple[float, float]], frame: Frame, scale: float, side: float) -> str:
    """A closed path by its steps, in whole units: as short as it can be written."""
    points = [(round(side + (x - frame.x) * scale), round((y - frame.y) * scale)) for x, y in ring]
    apart = [point for before, point in zip([None, *points], points, strict=False) if point != before]
    if len(apart) < 3:  # noqa: PLR2004 - a line is no outline
        return ""
    steps = "".join(
        f"{right - left}{_signed(low - high)}" if at == 0 else f"{_signed(right - left)}{_signed(low - high)}"
        for at, ((left, high), (right, low)) in enumerate(pairwise(apart))
    )
    return f"M{short(apart[0][0])} {short(apart[0][1])}l{steps}z"


def _signed(number: int) -> str:
    """A step after another: its sign keeps them apart, else a blank does."""
    return str(number) if number < 0 else f" {number}"
