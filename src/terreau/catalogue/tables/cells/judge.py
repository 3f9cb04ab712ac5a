"""What is wrong with one cell, exactly: its type first, then every constraint."""

from __future__ import annotations

import operator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from terreau.catalogue.tables.cells.readers import reader_of
from terreau.catalogue.tables.rules.cell import CONSTRAINTS, Required, WrongType
from terreau.catalogue.tables.schema.load import read_field

if TYPE_CHECKING:
    from collections.abc import Callable

    from terreau.catalogue.tables.rules import Rule
    from terreau.catalogue.tables.schema.model import Field

Verdict = tuple["type[Rule]", ...]
_BOUNDS = {
    "minimum": operator.ge,
    "maximum": operator.le,
    "exclusiveMinimum": operator.gt,
    "exclusiveMaximum": operator.lt,
}


def judge_of(field: Field) -> Callable[[str | None, bool], Verdict]:
    """The judge of one field.

    It takes a cell (None where the row stops before it) and whether its pattern matched. The pattern is decided elsewhere (RE2, or a process with a time limit), because a hostile one must not
    hang us.
    """
    read = reader_of(field)
    checks = [(CONSTRAINTS[name], check) for name, check in _checks(field, read)]
    judge_items = _items_judge(field)
    required: Verdict = (Required,) if field.required else ()
    has_pattern = "pattern" in field.constraints

    def judge(text: str | None, matched: bool = True) -> Verdict:  # noqa: FBT001, FBT002 - one fact of the cell
        if text is None or text in field.missing_values:
            return required
        value = read(text)
        if value is None:
            return (WrongType,)
        found = tuple(rule for rule, check in checks if not check(value))
        if has_pattern and not matched:
            found = (*found, CONSTRAINTS["pattern"])
        return found or (judge_items(value) if judge_items else ())

    return judge


def _checks(field: Field, read: Callable[[str], Any]) -> list[tuple[str, Callable[[Any], bool]]]:
    found: list[tuple[str, Callable[[Any], bool]]] = []
    for name, limit in field.constraints.items():
        if limit is None or name in ("required", "unique", "pattern"):
            continue
        if name in _BOUNDS:
            found.append((name, _bound(_BOUNDS[name], _limit(field, limit, read))))
        elif name == "enum":
            found.append((name, _among([_limit(field, one, read) for one in limit])))
        else:
            found.append((name, _length(operator.ge if name == "minLength" else operator.le, int(limit))))
    return found


def _among(allowed: list[Any]) -> Callable[[Any], bool]:
    return lambda value: value in allowed


def _length(compare: Callable[[int, int], bool], limit: int) -> Callable[[Any], bool]:
    return lambda value: compare(len(value), limit)


def _limit(field: Field, limit: Any, read: Callable[[str], Any]) -> Any:
    """A limit written in a schema: as text like a cell, or as plain JSON."""
    if isinstance(limit, str):
        return read(limit)
    if isinstance(limit, float) and field.type in ("number", "integer"):
        return Decimal(str(limit))
    return limit


def _bound(compare: Callable[[Any, Any], Any], limit: Any) -> Callable[[Any], bool]:
    def within(value: Any) -> bool:
        if value != value:  # noqa: PLR0124 - NaN is not within anything
            return False
        try:
            return bool(compare(value, limit))
        except TypeError:  # an hour with a zone against one without: not comparable, so not within
            return False

    return within


def _items_judge(field: Field) -> Callable[[list[Any]], Verdict] | None:
    """arrayItem: each element must be readable under its own descriptor."""
    descriptor = field.options.get("arrayItem")
    if field.type != "array" or not isinstance(descriptor, dict) or not descriptor:
        return None
    import re

    item = read_field({"type": "any", **descriptor, "name": field.name})
    judge, read = judge_of(item), reader_of(item)
    pattern = re.compile(f"^{item.constraints['pattern']}$") if "pattern" in item.constraints else None

    def judge_items(values: list[Any]) -> Verdict:
        found: dict[type[Rule], None] = {}
        for value in values:
            if value is None or isinstance(value, str):
                matched = pattern is None or value is None or bool(pattern.match(value))
                found |= dict.fromkeys(judge(value, matched))
            elif (
                item.type not in ("any", "integer", "number", "boolean", "object", "array")
                or read(_json_text(value)) is None
            ):
                found[WrongType] = None
        return tuple(found)

    return judge_items


def _json_text(value: Any) -> str:
    import json

    return json.dumps(value)
