"""What is wrong with one cell, exactly: its type first, then every constraint."""

from __future__ import annotations

import datetime as dt
import operator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import isodate

from terreau.catalogue.tables.cells.native import native_reader
from terreau.catalogue.tables.cells.readers import reader_of
from terreau.catalogue.tables.cells.regex_jury import Jury
from terreau.catalogue.tables.rules.cell import CONSTRAINTS, Required, WrongType
from terreau.catalogue.tables.schema.json_schema import json_schema_judge
from terreau.catalogue.tables.schema.load import read_field
from terreau.catalogue.tables.schema.properties import category_values

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
        elif name == "jsonSchema":
            found.append((name, json_schema_judge(limit)))
        else:
            found.append((name, _length(operator.ge if name == "minLength" else operator.le, int(limit))))
    if field.type in ("string", "integer") and "categories" in field.options:
        listed = category_values(field.options["categories"])
        found.append(("categories", _among([_limit(field, one, read) for one in listed])))
    return found


def _among(allowed: list[Any]) -> Callable[[Any], bool]:
    return lambda value: value in allowed


def _length(compare: Callable[[int, int], bool], limit: int) -> Callable[[Any], bool]:
    return lambda value: compare(len(value), limit)


def _limit(field: Field, limit: Any, read: Callable[[str], Any]) -> Any:
    """A limit written in a schema: as text like a cell, or as plain JSON."""
    if isinstance(limit, str):
        return read(limit)
    if isinstance(limit, bool) and field.type in ("number", "integer", "year"):
        # For Python, true is 1.
        return None
    if isinstance(limit, float) and field.type in ("number", "integer"):
        return limit if field.options.get("floatNumber") else Decimal(str(limit))
    if isinstance(limit, list) and field.type in ("yearmonth", "geopoint"):
        return native_reader(field)(limit)
    return limit


def _bound(compare: Callable[[Any, Any], Any], limit: Any) -> Callable[[Any], bool]:
    if isinstance(limit, dt.timedelta | isodate.Duration):
        return _lasting(compare, limit)

    def within(value: Any) -> bool:
        if value != value:  # noqa: PLR0124 - NaN is not within anything
            return False
        try:
            return bool(compare(value, limit))
        except (TypeError, ArithmeticError):
            # An hour with a zone against one without, or a bound that is no number: not comparable, so not within.
            return False

    return within


# Four moments from which two durations are compared: a month is not a number of days
# (https://www.w3.org/TR/xmlschema-2/#duration-order).
_MOMENTS = [dt.datetime(*day) for day in ((1696, 9, 1), (1697, 2, 1), (1903, 3, 1), (1903, 7, 1))]  # noqa: DTZ001


def _lasting(compare: Callable[[Any, Any], Any], limit: Any) -> Callable[[Any], bool]:
    ends = [_end(moment, limit) for moment in _MOMENTS]

    def within(value: Any) -> bool:
        return all(compare(_end(moment, value), end) for moment, end in zip(_MOMENTS, ends, strict=True))

    return within


def _end(moment: dt.datetime, lasting: Any) -> dt.datetime:
    try:
        return moment + lasting  # type: ignore[no-any-return]  # isodate has no types
    except (OverflowError, ValueError):  # beyond any calendar, on the side of its sign
        return dt.datetime.min if str(lasting).startswith("-") else dt.datetime.max  # noqa: DTZ901 - days alone count


def _items_judge(field: Field) -> Callable[[list[Any]], Verdict] | None:
    """arrayItem: each element, a text or plain JSON, must suit its own descriptor."""
    descriptor = field.options.get("arrayItem")
    if field.type != "array" or not isinstance(descriptor, dict) or not descriptor:
        return None
    item = read_field({"type": "any", **descriptor, "name": field.name})
    judge, native = judge_of(item), native_reader(item)
    checks = [(CONSTRAINTS[name], check) for name, check in _checks(item, reader_of(item))]
    jury = Jury(item.constraints["pattern"], field.name) if "pattern" in item.constraints else None

    def judge_item(value: Any) -> Verdict:
        if value is None or isinstance(value, str):
            return judge(value, jury is None or value is None or jury.matches([value])[0])
        if str(value) in item.missing_values:
            return judge(None, True)
        read = native(value)
        return (WrongType,) if read is None else tuple(rule for rule, check in checks if not check(read))

    return lambda values: tuple(dict.fromkeys(rule for value in values for rule in judge_item(value)))
