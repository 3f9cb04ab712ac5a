"""Engine: shapes of territories kept as SVG path text, and the territory a point stands in.

Shapes live on one national grid (Web Mercator, one unit is 1/10 000 of a degree of longitude), so a page
draws any set of them by printing the stored text and one computed ``viewBox``, with no arithmetic on the
points.
"""

from terreau.territories.shapes.coarser import coarser
from terreau.territories.shapes.errors import PathUnreadableError, PositionRefusedError, ShapesError
from terreau.territories.shapes.geojson import to_geojson
from terreau.territories.shapes.grid import (
    MAX_LATITUDE,
    UNITS_PER_DEGREE,
    metres_per_unit,
    to_grid,
    to_lonlat,
)
from terreau.territories.shapes.locator import TOLERANCE_METRES, Located, Locator, Shape
from terreau.territories.shapes.measure import area_km2, centroid
from terreau.territories.shapes.path import Box, Polygon, Ring, bounding_box, parse, serialise
from terreau.territories.shapes.viewbox import ViewBox, view_box

__all__ = [
    "MAX_LATITUDE",
    "TOLERANCE_METRES",
    "UNITS_PER_DEGREE",
    "Box",
    "Located",
    "Locator",
    "PathUnreadableError",
    "Polygon",
    "PositionRefusedError",
    "Ring",
    "Shape",
    "ShapesError",
    "ViewBox",
    "area_km2",
    "bounding_box",
    "centroid",
    "coarser",
    "metres_per_unit",
    "parse",
    "serialise",
    "to_geojson",
    "to_grid",
    "to_lonlat",
    "view_box",
]
