"""A schema made from what nearly all cells of each column hold, for files that no known schema describes."""

from __future__ import annotations

from typing import Any

from terreau.catalogue.tables import Field, Schema

#: Kinds that repairs can make one: everything else stays text as it was written.
_WRITTEN_ALIKE = frozenset({"date", "number"})


def guess_schema(understood: dict[str, Any]) -> Schema:
    """Types that make dates and decimal commas alike; codes, and « Oui » or « Non », stay as they are."""
    fields = tuple(Field(name=one["name"], type=_type(one)) for one in understood["columns"])
    return Schema(fields=fields, name="", title="")


def _type(column: dict[str, Any]) -> str:
    kind = str(column["kind"])
    return kind if column["filled"] and kind in _WRITTEN_ALIKE else "string"
