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

_DEPTH = 500


class JsonSchemaError(ValueError):
    """The constraint cannot be compiled; the message is French."""


def _nothing(uri: str) -> Any:
    raise ValueError(f"« {uri} » n’est pas dans le schéma, et rien n’est téléchargé")


def json_schema_judge(schema: dict[str, Any]) -> Callable[[Any], bool]:
    """Whether a value follows the JSON Schema. Raises `JsonSchemaError` for one that cannot be compiled."""
    if _depth(schema) > _DEPTH:
        raise JsonSchemaError("il est trop profond")
    try:
        validator = jsonschema_rs.validator_for(
            schema, retriever=_nothing, pattern_options=jsonschema_rs.RegexOptions()
        )
    except (ValueError, jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError) as error:
        raise JsonSchemaError(str(error).partition("\n")[0][:200]) from error

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
