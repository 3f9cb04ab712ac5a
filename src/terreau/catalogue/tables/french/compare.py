"""One column compared with another in the same row."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

from terreau.catalogue.tables.french.base import FrenchCheck, FrenchRule, Judge

if TYPE_CHECKING:
    from terreau.catalogue.tables.saying import Both

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
    compare = _OPERATORS.get(sign)
    first, second = _columns(params)

    def judge(values: Any) -> Both | None:
        if compare is None:
            return (
                f"l’opérateur « {sign} » du schéma n’existe pas",
                f"the operator “{sign}” of the schema does not exist",
            )
        left, right = values
        if isinstance(left, str) != isinstance(right, str):
            left, right = str(left), str(right)
        try:
            good = bool(compare(left, right))
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


CHECK = FrenchCheck(("compare-columns-value",), CompareColumns, _columns, _judge, raw=False)
