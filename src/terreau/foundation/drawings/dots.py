"""Dots on outlines: where things are. The whole set of dots is one path, so that a map stays light."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from terreau.foundation.drawings.paper import WIDTH, picture, short

if TYPE_CHECKING:
    from collections.abc import Sequence

_TALLEST = 1.2
_SMALL, _LARGE = 3.0, 6.0
_MANY = 150


@dataclass(frozen=True)
class Frame:
    """The part of the plane that is shown, in the units of the outlines; y goes down."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Dot:
    """A place, and how many things are there."""

    x: float
    y: float
    count: int = 1


def dots(places: Sequence[Dot], outlines: Sequence[str], frame: Frame, title: str, about: str) -> str:
    """Dots over outlines (paths of SVG in the units of the frame). Dots outside the frame are left out."""
    scale = min(WIDTH / frame.width, WIDTH * _TALLEST / frame.height)
    height = frame.height * scale
    side = (WIDTH - frame.width * scale) / 2
    moved = f"translate({short(side)} 0) scale({scale:.6g}) translate({short(-frame.x)} {short(-frame.y)})"
    land = "".join(
        f'<path class="land" fill="none" stroke="#777" vector-effect="non-scaling-stroke" d="{path}"/>'
        for path in outlines
    )
    size = _LARGE if len(places) <= _MANY else _SMALL
    drawn = "".join(
        f"M{short(side + (dot.x - frame.x) * scale)} {short((dot.y - frame.y) * scale)}h0"
        for dot in places
        if 0 <= dot.x - frame.x <= frame.width and 0 <= dot.y - frame.y <= frame.height
    )
    # A line of no length with round ends is a dot: hundreds of them weigh little.
    points = (
        f'<path class="dots" stroke="currentColor" stroke-linecap="round" stroke-width="{short(size * 2)}" d="{drawn}"/>'
        if drawn
        else ""
    )
    return picture("dots", title, about, height, [f'<g transform="{moved}">{land}</g>', points])
