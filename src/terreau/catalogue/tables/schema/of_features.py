"""A JSON Schema of GeoJSON features read as a Table Schema: each property of a feature is a column.

Some national standards (low-emission zones, cycling facilities) are written so, and authorities publish the
same data as a table as well. Only what a cell can break is kept: type, format, closed list, bounds, pattern,
what is required, and which columns go together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_TYPES = frozenset(("string", "number", "integer", "boolean", "array", "object"))
_BOUNDS = ("minimum", "maximum", "minLength", "maxLength", "pattern")
_FORMATS = {"date": ("date", "default"), "date-time": ("datetime", "any"), "uri": ("string", "uri")}
_FORMATS |= {"email": ("string", "email"), "time": ("time", "any")}
#: How schemas name the writing of opening hours, in their descriptions.
_HOURS = ("opening hours", "opening_hours")


def table_schema_of(schema: dict[str, Any]) -> dict[str, Any] | None:
    """The Table Schema of the properties of features; None for what is no JSON Schema of features."""
    inside = _properties(schema)
    if "fields" in schema or inside is None:
        return None
    required = inside.get("required")
    demanded = {str(one) for one in required} if isinstance(required, list) else set()
    columns = {str(name): one for name, one in inside["properties"].items() if isinstance(one, dict)}
    if not columns:
        return None
    return {
        "name": str(schema.get("name", "")),
        "title": str(schema.get("title", "")),
        "description": str(schema.get("description", "")),
        "version": str(schema.get("version", "")),
        # A feature may have more properties, and needs only those that are required.
        "fieldsMatch": "partial",
        "fields": [_field(name, one, required=name in demanded) for name, one in columns.items()],
        "custom_checks": [*_hours(columns), *_together(inside, columns)],
    }


def _properties(schema: dict[str, Any]) -> dict[str, Any] | None:
    """The schema of the properties of a feature, where a collection or one feature keeps it."""
    for way in (("features", "items", "properties", "properties"), ("properties",)):
        found: Any = schema.get("properties")
        for key in way:
            # "items" and "properties" stand beside what a schema says, not among its properties.
            found = found.get(key) if isinstance(found, dict) else None
            if key == "features" and not isinstance(found, dict):
                break
        if isinstance(found, dict) and isinstance(found.get("properties"), dict):
            return found
    return None


def _field(name: str, one: dict[str, Any], *, required: bool) -> dict[str, Any]:
    said = one.get("type")
    kinds = [kind for kind in (said if isinstance(said, list) else [said]) if kind in _TYPES]
    kind, form = _FORMATS.get(str(one.get("format")), (kinds[0] if len(kinds) == 1 else "string", "default"))
    constraints = {key: one[key] for key in _BOUNDS if key in one and _allows(kind, key)}
    listed = one.get("enum")
    if isinstance(listed, list) and (values := [value for value in listed if value is not None]):
        constraints["enum"] = values
    if required:
        constraints["required"] = True
    examples = one.get("examples")
    return {
        "name": name,
        "type": kind,
        "format": form,
        "title": str(one.get("title", "")),
        "description": str(one.get("description", "")),
        **({"example": examples[0]} if isinstance(examples, list) and examples else {}),
        **({"constraints": constraints} if constraints else {}),
    }


def _allows(kind: str, key: str) -> bool:
    return (kind in ("number", "integer")) == (key in ("minimum", "maximum"))


def _hours(columns: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for name, one in columns.items():
        if any(word in str(one.get("description", "")).lower() for word in _HOURS):
            yield {"name": "opening-hours-value", "params": {"column": name}}


def _together(inside: dict[str, Any], columns: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Pairs of properties that each ask for the other."""
    asked = inside.get("dependencies") or inside.get("dependentRequired")
    if not isinstance(asked, dict):
        return
    wants = {name: set(map(str, more)) for name, more in asked.items() if isinstance(more, list)}
    for name, more in wants.items():
        for other in sorted(more):
            if name in wants.get(other, ()) and name < other and {name, other} <= columns.keys():
                yield {"name": "cohesive-columns-value", "params": {"column": name, "othercolumns": [other]}}
