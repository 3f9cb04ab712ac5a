"""Which outlines a map of dots stands on: without any, dots say nothing of where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.territories.models import Kind, Shape
from terreau.territories.queries import home
from terreau.territories.shapes import to_lonlat

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Outlines of communes or of départements on one map.
_MOST = 12
#: Letters of the code of a commune that name its département: three beyond the seas.
_FAR = "97"


def outlines_around(points: Sequence[tuple[float, float, int]], refs: Sequence[str]) -> list[Shape]:
    """The home territory when some points are in its frame; else their communes, départements, or regions.

    `refs` are the communes in which points were found. Two queries at most; nothing when no point was found.
    """
    one = home()
    shape = Shape.objects.filter(pk=one.pk).first() if one else None
    if shape is not None and _holds_some(shape, points):
        return [shape]
    if not refs:
        return []
    if len(refs) <= _MOST:
        return list(Shape.objects.filter(pk__in=refs).order_by("pk"))
    larger = sorted({ref[: 3 if ref.startswith(_FAR) else 2] for ref in refs})
    if len(larger) <= _MOST:
        return list(Shape.objects.filter(pk__in=larger).order_by("pk"))
    regions = Shape.objects.filter(territory__kind=Kind.REGION).order_by("pk")
    # Those beyond the seas would make the map a map of the world.
    return [one for one in regions if _holds_some(one, points)]


def _holds_some(shape: Shape, points: Sequence[tuple[float, float, int]]) -> bool:
    west, north = to_lonlat(shape.min_x, shape.min_y)
    east, south = to_lonlat(shape.max_x, shape.max_y)
    return any(west <= x <= east and south <= y <= north for x, y, _ in points)
