"""A schema made from what nearly all cells of each column hold, for files that no known schema describes."""

from __future__ import annotations

import re
from typing import Any

from terreau.catalogue.tables import Field, Schema

#: Kinds that repairs can make one: everything else stays text as it was written.
_WRITTEN_ALIKE = frozenset({"date", "datetime", "number"})
#: Days as some exports write them, year first between slashes, which are no kind of the engine.
_SLASHED = re.compile(r"\d{4}/\d{2}/\d{2}( \d{2}:\d{2}(:\d{2})?)?")


def guess_schema(understood: dict[str, Any]) -> Schema:
    """Types that make dates and decimal commas alike; codes, and « Oui » or « Non », stay as they are."""
    fields = tuple(Field(name=one["name"], type=_type(one)) for one in understood["columns"])
    return Schema(fields=fields, name="", title="")


def _type(column: dict[str, Any]) -> str:
    kind = str(column["kind"])
    if column["filled"] and kind in _WRITTEN_ALIKE:
        return kind
    examples = column["examples"]
    if examples and all(_SLASHED.fullmatch(one) for one in examples):
        return "datetime" if any(":" in one for one in examples) else "date"
    return "string"
