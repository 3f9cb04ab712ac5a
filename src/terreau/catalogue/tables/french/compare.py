"""One column compared with another in the same row."""

from __future__ import annotations

import operator
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from terreau.catalogue.tables.french.base import FrenchCheck, FrenchRule, Judge

if TYPE_CHECKING:
    from terreau.saying import Both

_OPERATORS = {"<": operator.lt, "<=": operator.le, "==": operator.eq, ">=": operator.ge, ">": operator.gt}
_SAID: dict[str, Both] = {
    "<": ("plus petit que", "smaller than"),
    "<=": ("plus petit que ou égal à", "smaller than or equal to"),
    "==": ("égal à", "equal to"),
    ">=": ("plus grand que ou égal à", "larger than or equal to"),
    ">": ("plus grand que", "larger than"),
}


class CompareColumns(FrenchRule):
    code = "compare-columns-value"
    title = ("Colonnes qui se contredisent", "Columns that contradict one another")
    sentence = ("{reason}.", "{reason}.")
    remedy = (
        "Vérifiez les deux valeurs : l’une des deux a sans doute été mal saisie.",
        "Check both values: one of them was probably mistyped.",
    )


def _columns(params: dict[str, Any]) -> list[str]:
    return [str(params.get("column", "")), str(params.get("column2", ""))]


def _judge(params: dict[str, Any]) -> Judge:
    sign = str(params.get("op", ""))
    compare = _OPERATORS[sign]
    first, second = _columns(params)

    def judge(values: Any) -> Both | None:
        left, right = values
        try:
            good = bool(compare(*_alike(left, right)))
        except TypeError:
            return (
                f"{first} ({left}) et {second} ({right}) ne peuvent pas être comparés",
                f"{first} ({left}) and {second} ({right}) cannot be compared",
            )
        if good:
            return None
        french, english = _SAID[sign]
        return (
            f"{first} ({left}) doit être {french} {second} ({right})",
            f"{first} ({left}) must be {english} {second} ({right})",
        )

    return judge


def _alike(left: Any, right: Any) -> tuple[Any, Any]:
    """Two values as they compare: as numbers where both are, texts of digits included; raises `TypeError` else.

    Two moments of which one alone has a zone are compared as they are written.
    """
    numbers = _number(left), _number(right)
    if None not in numbers:
        return numbers
    if type(left) is not type(right):
        raise TypeError
    zones = [getattr(one, "tzinfo", None) is None for one in (left, right)]
    return (left, right) if zones[0] == zones[1] else (str(left), str(right))


def _number(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        return None
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return None if number.is_nan() else number


CHECK = FrenchCheck(
    ("compare-columns-value",),
    CompareColumns,
    _columns,
    _judge,
    raw=False,
    texts=("column", "op", "column2"),
    words={"op": _OPERATORS},
)
