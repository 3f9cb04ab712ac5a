"""The national grid: integers which a browser can draw as they are.

Web Mercator is conformal, so shapes keep their looks at every latitude, overseas included; y grows
downwards as in SVG. One unit is 1/10 000 of a degree of longitude: 11.1 m at the equator, about 8 m in
mainland France, well below the 200 m by which the shapes themselves are simplified.
"""

import math

from terreau.territories.shapes.errors import PositionRefusedError

UNITS_PER_DEGREE = 10_000
MAX_LATITUDE = 85.0
"""Beyond it Mercator runs to infinity; no French territory but Terre-Adélie comes near (and it has no
shape)."""

MAX_LONGITUDE = 180.0

_METRES_PER_DEGREE = 111_319.49
"""Of longitude at the equator, on the WGS 84 sphere used by Web Mercator (2π · 6 378 137 m / 360)."""


def check_position(longitude: float, latitude: float) -> None:
    """Raise PositionRefusedError for anything which is not a finite place on the map."""
    if not (math.isfinite(longitude) and math.isfinite(latitude)):
        message = "La position n'est pas faite de deux nombres."
        raise PositionRefusedError(message)
    if abs(longitude) > MAX_LONGITUDE or abs(latitude) > MAX_LATITUDE:
        message = f"La position {longitude:g}, {latitude:g} est hors de la carte."
        raise PositionRefusedError(message)


def to_grid(longitude: float, latitude: float) -> tuple[int, int]:
    """Grid unit nearest to a WGS 84 position in degrees. Raises PositionRefusedError."""
    x, y = to_grid_exact(longitude, latitude)
    return round(x), round(y)


def to_grid_exact(longitude: float, latitude: float) -> tuple[float, float]:
    """Position on the grid before rounding. Raises PositionRefusedError."""
    check_position(longitude, latitude)
    mercator = math.degrees(math.asinh(math.tan(math.radians(latitude))))
    return longitude * UNITS_PER_DEGREE, -mercator * UNITS_PER_DEGREE


def to_lonlat(x: float, y: float) -> tuple[float, float]:
    """Longitude and latitude, in degrees, of a grid position."""
    latitude = math.degrees(math.atan(math.sinh(math.radians(-y / UNITS_PER_DEGREE))))
    return x / UNITS_PER_DEGREE, latitude


def metres_per_unit(latitude: float) -> float:
    """Length on the ground of one grid unit at a latitude, in any direction (the projection is conformal)."""
    return _METRES_PER_DEGREE / UNITS_PER_DEGREE * math.cos(math.radians(latitude))
