"""The types of Table Schema, the formats that are a closed list, and the constraints each type knows.

https://datapackage.org/standard/table-schema/#field-constraints, as frictionless reads it, plus what version 2 adds:
`jsonSchema`, and bounds of durations.
"""

from __future__ import annotations

BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
_LENGTHS = ("minLength", "maxLength")
TYPES: dict[str, frozenset[str]] = {
    kind: frozenset(["required", "unique", *more])
    for kind, more in {
        "any": ["enum"],
        "array": [*_LENGTHS, "enum", "jsonSchema"],
        "boolean": ["enum"],
        "date": [*BOUNDS, "enum"],
        "datetime": [*BOUNDS, "enum"],
        "duration": [*BOUNDS, "enum"],
        "geojson": ["enum"],
        "geopoint": ["enum"],
        "integer": [*BOUNDS, "enum"],
        "list": _LENGTHS,
        "number": [*BOUNDS, "enum"],
        "object": [*_LENGTHS, "enum", "jsonSchema"],
        "string": [*_LENGTHS, "pattern", "enum"],
        "time": [*BOUNDS, "enum"],
        "year": [*BOUNDS, "enum"],
        "yearmonth": [*BOUNDS, "enum"],
    }.items()
}
FORMATS = {
    "string": ("default", "email", "uri", "binary", "uuid", "wkt"),
    "geojson": ("default", "topojson"),
}
ITEM_TYPES = ("string", "integer", "boolean", "number", "datetime", "date", "time")
