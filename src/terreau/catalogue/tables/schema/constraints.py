"""What is asked of the constraints of a field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import isodate

from terreau.catalogue.tables.schema.json_schema import JsonSchemaError, json_schema_judge
from terreau.catalogue.tables.schema.types import BOUNDS, TYPES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from terreau.saying import Both

# As long as the longest pattern of the national schemas, ten times over: a compiler has limits too.
_LONGEST_PATTERN = 50_000


def _whole(value: object) -> bool:
    if isinstance(value, float):
        return value.is_integer()
    return isinstance(value, int) and not isinstance(value, bool)


_SHAPES: dict[str, Callable[[object], bool]] = {
    "required": lambda value: isinstance(value, bool),
    "unique": lambda value: isinstance(value, bool),
    "pattern": lambda value: isinstance(value, str),
    "enum": lambda value: isinstance(value, list),
    "minLength": _whole,
    "maxLength": _whole,
    "jsonSchema": lambda value: isinstance(value, dict),
}


def constraint_problems(name: str, kind: str, field: dict[str, Any]) -> Iterator[Both]:
    """Constraints that the type does not know, that are of the wrong shape, or that cannot be compiled."""
    constraints = field.get("constraints", {})
    if not isinstance(constraints, dict):
        yield (
            f"les contraintes du champ « {name} » ne sont pas un objet",
            f"the constraints of the field “{name}” are not an object",
        )
        return
    for key, value in constraints.items():
        if key not in TYPES[kind]:
            yield (
                f"la contrainte « {key} » du champ « {name} » n’existe pas pour le type « {kind} »",
                f"the constraint “{key}” of the field “{name}” does not exist for the type “{kind}”",
            )
        elif key in _SHAPES and not _SHAPES[key](value):
            yield (
                f"la contrainte « {key} » du champ « {name} » est mal écrite",
                f"the constraint “{key}” of the field “{name}” is badly written",
            )
        elif key == "pattern":
            yield from pattern_problems(name, value)
        elif kind == "duration" and key in BOUNDS and not _lasting(value):
            yield (
                f"la contrainte « {key} » du champ « {name} » n’est pas une durée",
                f"the constraint “{key}” of the field “{name}” is not a duration",
            )
        elif key == "jsonSchema":
            try:
                json_schema_judge(value)
            except JsonSchemaError as error:
                french, english = error.said
                yield (
                    f"le « jsonSchema » du champ « {name} » est incorrect : {french}",
                    f"the “jsonSchema” of the field “{name}” is wrong: {english}",
                )


def _lasting(value: object) -> bool:
    """Whether a bound is a duration: frictionless knows none on this type, so that nothing else decides."""
    try:
        return isinstance(value, str) and isodate.parse_duration(value) is not None
    except (ValueError, isodate.ISO8601Error, ArithmeticError):
        return False


_FLAGS = re.compile(r"\(\?([aimsux]+)\)")


def sound_pattern(pattern: str) -> str:
    """A pattern as it can be put between `^` and `$`: flags said for the whole of it are said for a group."""
    found = _FLAGS.match(pattern)
    return f"(?{found[1]}:{pattern[found.end() :]})" if found else pattern


def pattern_problems(name: str, pattern: str) -> Iterator[Both]:
    """Why Python cannot compile a pattern, if it cannot."""
    if len(pattern) > _LONGEST_PATTERN:
        yield (
            f"le motif du champ « {name} » dépasse {_LONGEST_PATTERN} signes",
            f"the pattern of the field “{name}” is longer than {_LONGEST_PATTERN:,} characters",
        )
        return
    try:
        re.compile(f"^{sound_pattern(pattern)}$")
    except (re.error, RecursionError, OverflowError):
        yield (
            f"le motif du champ « {name} » est mal écrit",
            f"the pattern of the field “{name}” is badly written",
        )
