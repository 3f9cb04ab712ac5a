"""Points, GeoJSON, TopoJSON and WKT, read from their text."""

from __future__ import annotations

import json
import re
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


_WKT_NAMES = [
    "POINT",
    "LINESTRING",
    "CIRCULARSTRING",
    "COMPOUNDCURVE",
    "CURVEPOLYGON",
    "POLYGON",
    "TRIANGLE",
    "MULTIPOINT",
    "MULTICURVE",
    "MULTILINESTRING",
    "MULTISURFACE",
    "MULTIPOLYGON",
    "POLYHEDRALSURFACE",
    "TIN",
    "GEOMETRYCOLLECTION",
]
_WKT_TOKEN = re.compile(r"\s*([A-Za-z]+|[(),]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")


def is_wkt(text: str) -> bool:
    """Whether a text is a Well-Known Text geometry (OGC 06-103r4): names, numbers and brackets in their places."""
    text = text.rstrip()
    tokens, at = [], 0
    while at < len(text):
        found = _WKT_TOKEN.match(text, at)
        if not found:
            return False
        tokens.append(found[1].upper())
        at = found.end()
    end = _wkt_shape(tokens, 0) if tokens and tokens[0] in _WKT_NAMES else -1
    return end == len(tokens) > 0


def _wkt_shape(tokens: list[str], at: int) -> int:
    """Where the shape that begins at a token ends, -1 when it is none."""
    if at < len(tokens) and tokens[at] in _WKT_NAMES:
        at += 1
        if at < len(tokens) and tokens[at] in ("Z", "M", "ZM"):
            at += 1
    if at < len(tokens) and tokens[at] == "EMPTY":
        return at + 1
    if at >= len(tokens) or tokens[at] != "(":
        return -1
    while True:
        at = _wkt_item(tokens, at + 1)
        if at < 0 or at >= len(tokens):
            return -1
        if tokens[at] == ")":
            return at + 1
        if tokens[at] != ",":
            return -1


def _wkt_item(tokens: list[str], at: int) -> int:
    if at < len(tokens) and (tokens[at] == "(" or tokens[at] == "EMPTY" or tokens[at] in _WKT_NAMES):
        return _wkt_shape(tokens, at)
    start = at
    while at < len(tokens) and (tokens[at][0].isdigit() or tokens[at][0] in "-+."):
        at += 1
    return at if 2 <= at - start <= 4 else -1  # noqa: PLR2004 - x y, with z and m at most
