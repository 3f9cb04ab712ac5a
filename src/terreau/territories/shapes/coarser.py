"""The same shape with fewer signs, for a drawing that could not show the difference."""

import math

from terreau.territories.shapes.path import Ring, parse, serialise


def coarser(path: str, step: int) -> str:
    """Path on a grid `step` times larger (its `viewBox` is divided likewise); rings too small to see go.

    Neighbours rounded on the same grid keep their common points, so borders stay joined: which points go
    depends on them alone, never on where a ring begins or which way it turns. Raises PathUnreadableError for
    text that is not a path of this engine.
    """
    if step <= 1:
        return path
    polygons = [
        [_thinned([_on_grid(point, step) for point in ring]) for ring in polygon] for polygon in parse(path)
    ]
    return serialise(polygons)


def _on_grid(point: tuple[int, int], step: int) -> tuple[int, int]:
    x, y = point
    return round(x / step), round(y / step)


def _thinned(ring: Ring) -> Ring:
    """The ring without every other point that its two neighbours do without, to one unit of the grid."""
    apart = [point for before, point in zip([ring[-1], *ring], ring, strict=False) if point != before]
    around = zip([apart[-1], *apart[:-1]], apart, [*apart[1:], apart[0]], strict=True) if apart else ()
    return [point for before, point, after in around if not _spare(before, point, after)]


def _spare(before: tuple[int, int], point: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether a point may go: half of them at most, by their place, so that a curve is not flattened."""
    (left, top), (x, y), (right, bottom) = before, point, after
    length = math.hypot(right - left, bottom - top)
    cross = abs((right - left) * (y - top) - (bottom - top) * (x - left))
    return (x + y) % 2 == 0 and cross <= length
