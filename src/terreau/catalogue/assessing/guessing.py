"""A schema made from what nearly all cells of each column hold, for files that no known schema describes."""

from __future__ import annotations

import re
from typing import Any

from terreau.catalogue.rows.typing_cells import is_code
from terreau.catalogue.tables import Field, Schema

#: Kinds that repairs can make one: everything else stays text as it was written.
_WRITTEN_ALIKE = frozenset({"date", "datetime", "number"})
#: Days as some exports write them, year first between slashes, which are no kind of the engine.
_SLASHED = re.compile(r"\d{4}/\d{2}/\d{2}( \d{2}:\d{2}(:\d{2})?)?")


def guess_schema(understood: dict[str, Any]) -> Schema:
    """Types that make dates and decimal commas alike; codes, and « Oui » or « Non », stay as they are."""
    return Schema(fields=tuple(_field(one) for one in understood["columns"]), name="", title="")


def _field(column: dict[str, Any]) -> Field:
    if _is_spoilt_code(column):
        return Field(name=column["name"], constraints={"pattern": r"\d+"})
    return Field(name=column["name"], type=_type(column))


def _is_spoilt_code(column: dict[str, Any]) -> bool:
    """A number that names something, to which a program gave decimals: « 244900015.0 »."""
    examples = column["examples"]
    return (
        str(column["kind"]) in ("number", "code")
        and is_code(column["name"], [one.removesuffix(".0") for one in examples])
        and any(one.endswith(".0") for one in examples)
        and all(re.fullmatch(r"\d+(\.0)?", one) for one in examples)
    )


def _type(column: dict[str, Any]) -> str:
    kind = str(column["kind"])
    if kind == "spaced integer":
        return "integer"  # « 2 912 » is 2912
    if column["filled"] and kind in _WRITTEN_ALIKE:
        return kind
    examples = column["examples"]
    if examples and all(_SLASHED.fullmatch(one) for one in examples):
        return "datetime" if any(":" in one for one in examples) else "date"
    return "string"
