"""The constraint `jsonSchema` of Data Package 2: a value of an array or an object under a JSON Schema.

jsonschema-rs compiles once and matches patterns in linear time, so that a hostile pattern costs nothing. Nothing is
fetched: a reference to elsewhere is a broken schema.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema_rs

if TYPE_CHECKING:
    from collections.abc import Callable

    from terreau.saying import Both

_DEPTH = 500
_LONGEST = 200
_NOT_HERE: Both = (
    "n’est pas dans le schéma, et rien n’est téléchargé",
    "is not in the schema, and nothing is downloaded",
)


class JsonSchemaError(ValueError):
    """The constraint cannot be compiled; `said` tells why, in French then in English."""

    def __init__(self, said: Both) -> None:
        self.said = said
        super().__init__(said[0])


def _nothing(uri: str) -> Any:
    raise ValueError(f"« {uri} » {_NOT_HERE[0]}")


def json_schema_judge(schema: dict[str, Any]) -> Callable[[Any], bool]:
    """Whether a value follows the JSON Schema. Raises `JsonSchemaError` for one that cannot be compiled."""
    if _depth(schema) > _DEPTH:
        raise JsonSchemaError(("il est trop profond", "it is too deep"))
    try:
        validator = jsonschema_rs.validator_for(
            schema, retriever=_nothing, pattern_options=jsonschema_rs.RegexOptions()
        )
    except (ValueError, jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError) as error:
        said = str(error).partition("\n")[0][:_LONGEST]
        # The library speaks English, around what we say of a reference.
        english = said.replace("« ", "“").replace(" »", "”").replace(_NOT_HERE[0], _NOT_HERE[1])
        raise JsonSchemaError((said, english)) from error

    def judge(value: Any) -> bool:
        return bool(validator.is_valid(value))

    return judge


def _depth(schema: Any) -> int:
    """How deep a document goes, counted on its text: no recursion."""
    deepest = depth = 0
    for sign in json.dumps(schema):
        depth += (sign in "[{") - (sign in "]}")
        deepest = max(deepest, depth)
    return deepest
