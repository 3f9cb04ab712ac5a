"""Path text: `M x y l dx dy … z` for each ring, integers only, written as short as SVG allows.

Outer rings run counter-clockwise as seen on the map, holes clockwise: that is what GeoJSON asks (RFC 7946,
§3.1.6), what SVG's default fill rule needs to leave holes empty, and how a reader tells a hole from an
island.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from terreau.territories.shapes.errors import PathUnreadableError

Ring = list[tuple[int, int]]
"""Grid points in order; the first one is not repeated at the end."""
Polygon = list[Ring]
"""An outer ring, then its holes."""

_RING = re.compile(r"M(-?\d+)[ ,]?(-?\d+)l([-\d ,]+)z")
_NUMBER = re.compile(r"-?\d+")
_SMALLEST_RING = 3


class Box(NamedTuple):
    """Bounds on the grid, both ends included."""

    min_x: int
    min_y: int
    max_x: int
    max_y: int


def serialise(polygons: Iterable[Sequence[Sequence[tuple[int, int]]]]) -> str:
    """Path text of polygons given as outer ring then holes, whichever way their points turn."""
    parts: list[str] = []
    for polygon in polygons:
        for position, ring in enumerate(polygon):
            points = _without_repeats(ring)
            if len(points) >= _SMALLEST_RING:
                hole = position > 0
                parts.append(_ring_text(points if (doubled_area(points) > 0) is hole else points[::-1]))
    return "".join(parts)


def parse(path: str) -> list[Polygon]:
    """Polygons written in a path. Raises PathUnreadableError for anything this engine did not write."""
    polygons: list[Polygon] = []
    for ring in rings(path):
        if doubled_area(ring) > 0 and polygons:
            polygons[-1].append(ring)
        else:
            polygons.append([ring])
    return polygons


def rings(path: str) -> list[Ring]:
    """Every ring of a path, outer ones and holes alike, in the order written."""
    found: list[Ring] = []
    end = 0
    for match in _RING.finditer(path):
        if match.start() != end:
            break
        found.append(_ring_points(match))
        end = match.end()
    if end != len(path):
        message = f"Le contour ne se lit plus à partir du caractère {end}."
        raise PathUnreadableError(message)
    return found


def bounding_box(polygons: Iterable[Sequence[Sequence[tuple[int, int]]]]) -> Box:
    """Bounds of polygons. Raises PathUnreadableError when there is no point at all."""
    points = [point for polygon in polygons for ring in polygon for point in ring]
    if not points:
        message = "Le contour ne contient aucun point."
        raise PathUnreadableError(message)
    xs = [x for x, _ in points]
    ys = [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def doubled_area(ring: Sequence[tuple[int, int]]) -> int:
    """Twice the signed area; as y grows downwards it is negative for counter-clockwise rings."""
    total = 0
    last_x, last_y = ring[-1]
    for x, y in ring:
        total += last_x * y - x * last_y
        last_x, last_y = x, y
    return total


def _ring_points(match: re.Match[str]) -> Ring:
    steps = [int(number) for number in _NUMBER.findall(match[3])]
    if len(steps) % 2:
        message = f"Le contour a un nombre impair de coordonnées vers le caractère {match.start()}."
        raise PathUnreadableError(message)
    x, y = int(match[1]), int(match[2])
    points = [(x, y)]
    for step in range(0, len(steps), 2):
        x += steps[step]
        y += steps[step + 1]
        points.append((x, y))
    return points


def _without_repeats(ring: Sequence[tuple[int, int]]) -> Ring:
    points: Ring = []
    for point in ring:
        if not points or point != points[-1]:
            points.append(point)
    if len(points) > 1 and points[0] == points[-1]:
        points.pop()
    return points


def _ring_text(points: Ring) -> str:
    (x, y), *others = points
    text = f"M{_join((x, y))}l"
    steps: list[int] = []
    for next_x, next_y in others:
        steps += (next_x - x, next_y - y)
        x, y = next_x, next_y
    return f"{text}{_join(steps)}z"


def _join(numbers: Iterable[int]) -> str:
    """Numbers one after the other; a minus sign separates by itself."""
    text = "".join(str(number) if number < 0 else f" {number}" for number in numbers)
    return text.removeprefix(" ")
