"""Values that are already JSON (elements of an array), read under a field as frictionless does."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from terreau.catalogue.tables.cells.geo import is_geojson, is_topojson, within_globe

if TYPE_CHECKING:
    from collections.abc import Callable

    from terreau.catalogue.tables.schema.model import Field


def native_reader(field: Field) -> Callable[[Any], Any]:
    """The function that reads one JSON value which is neither a text nor null; it gives None for another type."""
    read = _READERS.get(field.type)
    if field.type == "geojson":
        fits = is_topojson if field.format == "topojson" else is_geojson
        return lambda value: value if isinstance(value, dict) and fits(value) else None
    return read or (lambda _value: None)


def _integer(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value) if isinstance(value, int) or value.is_integer() else None


def _number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return Decimal(str(value))


def _year(value: Any) -> Any:
    return value if isinstance(value, int) and 0 <= value <= 9999 else None  # noqa: PLR2004 - four digits


def _pair(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) and len(value) == 2 else None  # noqa: PLR2004 - year and month


def _point(value: Any) -> Any:
    return within_globe(value) if isinstance(value, list | dict) else None


def _of(kind: type) -> Callable[[Any], Any]:
    return lambda value: value if isinstance(value, kind) else None


_READERS: dict[str, Callable[[Any], Any]] = {
    "any": lambda value: value,
    "integer": _integer,
    "number": _number,
    "boolean": _of(bool),
    "array": _of(list),
    "object": _of(dict),
    "list": _of(list),
    "year": _year,
    "yearmonth": _pair,
    "geopoint": _point,
}
