"""Shapes as GeoJSON geometries (RFC 7946)."""

from terreau.territories.shapes.grid import to_lonlat
from terreau.territories.shapes.path import Ring, parse

_DECIMALS = 5
"""About 1 m: finer than the grid, so that nothing is lost and nothing is pretended."""


def to_geojson(path: str) -> dict[str, object]:
    """A MultiPolygon in WGS 84 degrees. Raises PathUnreadableError."""
    coordinates = [[_closed(ring) for ring in polygon] for polygon in parse(path)]
    return {"type": "MultiPolygon", "coordinates": coordinates}


def _closed(ring: Ring) -> list[list[float]]:
    positions = [[round(degree, _DECIMALS) for degree in to_lonlat(x, y)] for x, y in ring]
    return [*positions, positions[0]]
