"""Points, GeoJSON and TopoJSON, read from their text."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

Point = tuple[Any, Any]


def read_point(text: str, form: str) -> Point | None:
    """A (longitude, latitude) pair within the globe, or None. Formats of Table Schema: default, array, object."""
    try:
        if form == "array":
            longitude, latitude = json.loads(text)
        elif form == "object":
            pair = json.loads(text)
            if len(pair) != 2:  # noqa: PLR2004 - lon and lat, nothing else
                return None
            longitude, latitude = pair["lon"], pair["lat"]
        else:
            longitude, latitude = (part.strip() for part in text.split(","))
        return within_globe((Decimal(longitude), Decimal(latitude)))
    except Exception:  # noqa: BLE001 - any failure to read is the same answer: not a point
        return None


def within_globe(pair: Any) -> Point | None:
    """The pair, where it is one of degrees."""
    try:
        longitude, latitude = pair
        inside = -180 <= longitude <= 180 and -90 <= latitude <= 90  # noqa: PLR2004 - the globe
    except Exception:  # noqa: BLE001 - not a pair, or not of numbers
        return None
    return (longitude, latitude) if inside else None


def _position(value: object) -> bool:
    """A pair of numbers; the profile used by Table Schema tools refuses an altitude (`additionalItems: false`)."""
    return (
        isinstance(value, list)
        and len(value) == 2  # noqa: PLR2004
        and all(isinstance(one, int | float) and not isinstance(one, bool) for one in value)
    )


def _positions(value: object, least: int) -> bool:
    return isinstance(value, list) and len(value) >= least and all(_position(one) for one in value)


def _ring(value: object) -> bool:
    return _positions(value, 4)


def _polygon(value: object) -> bool:
    return isinstance(value, list) and all(_ring(one) for one in value)


_COORDINATES: dict[str, Callable[[Any], bool]] = {
    "Point": _position,
    "MultiPoint": lambda value: _positions(value, 0),
    "LineString": lambda value: _positions(value, 2),
    "MultiLineString": lambda value: isinstance(value, list) and all(_positions(one, 2) for one in value),
    "Polygon": _polygon,
    "MultiPolygon": lambda value: isinstance(value, list) and all(_polygon(one) for one in value),
}


def _geometry(value: object) -> bool:
    if not isinstance(value, dict) or "coordinates" not in value:
        return False
    check = _COORDINATES.get(str(value.get("type")))
    return check is not None and check(value["coordinates"])


def is_geojson(value: dict[str, Any]) -> bool:
    """Whether an object is a geometry, a feature or a collection (RFC 7946, as the draft-04 profile reads it)."""
    kind = value.get("type")
    if kind == "GeometryCollection":
        return isinstance(value.get("geometries"), list) and all(
            _geometry(one) for one in value["geometries"]
        )
    if kind == "FeatureCollection":
        return isinstance(value.get("features"), list) and all(_feature(one) for one in value["features"])
    return _feature(value) if kind == "Feature" else _geometry(value)


def _feature(value: object) -> bool:
    return (
        isinstance(value, dict)
        and value.get("type", "Feature") == "Feature"
        and "geometry" in value
        and "properties" in value
        and (value["geometry"] is None or _geometry(value["geometry"]))
        and (value["properties"] is None or isinstance(value["properties"], dict))
    )


def is_topojson(value: dict[str, Any]) -> bool:
    """Whether an object is a topology or a TopoJSON geometry (https://github.com/topojson/topojson-specification)."""
    kind = value.get("type")
    if kind == "Topology":
        return isinstance(value.get("objects"), dict) and isinstance(value.get("arcs"), list)
    if kind in ("LineString", "MultiLineString", "Polygon", "MultiPolygon"):
        return isinstance(value.get("arcs"), list)
    if kind in ("Point", "MultiPoint"):
        return isinstance(value.get("coordinates"), list)
    return kind == "GeometryCollection" and isinstance(value.get("geometries"), list)
