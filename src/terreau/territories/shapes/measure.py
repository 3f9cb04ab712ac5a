"""Area and middle of a shape. Simplified shapes give figures for drawing, not official ones."""

from terreau.territories.shapes.errors import PathUnreadableError
from terreau.territories.shapes.grid import metres_per_unit, to_lonlat
from terreau.territories.shapes.path import doubled_area, rings


def area_km2(path: str) -> float:
    """Area in square kilometres, from the simplified shape (holes left out). Raises PathUnreadableError."""
    total = 0.0
    for ring in rings(path):
        middle_y = sum(y for _, y in ring) / len(ring)
        unit = metres_per_unit(to_lonlat(0, middle_y)[1])
        total -= doubled_area(ring) / 2 * unit * unit
    return total / 1e6


def centroid(path: str) -> tuple[float, float]:
    """Grid position of the centre of gravity, which may be outside. Raises PathUnreadableError."""
    weight = sum_x = sum_y = 0
    for ring in rings(path):
        last_x, last_y = ring[-1]
        for x, y in ring:
            cross = last_x * y - x * last_y
            weight += cross
            sum_x += (last_x + x) * cross
            sum_y += (last_y + y) * cross
            last_x, last_y = x, y
    if not weight:
        message = "Le contour n'a pas de surface."
        raise PathUnreadableError(message)
    return sum_x / (3 * weight), sum_y / (3 * weight)
