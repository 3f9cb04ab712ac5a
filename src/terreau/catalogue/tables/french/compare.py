"""One column compared with another in the same row."""

from __future__ import annotations

import operator
from typing import Any

from terreau.catalogue.tables.french.base import FrenchCheck, FrenchRule, Judge

_OPERATORS = {"<": operator.lt, "<=": operator.le, "==": operator.eq, ">=": operator.ge, ">": operator.gt}
_SAID = {
    "<": "plus petit que",
    "<=": "plus petit que ou égal à",
    "==": "égal à",
    ">=": "plus grand que ou égal à",
    ">": "plus grand que",
}


class CompareColumns(FrenchRule):
    code = "compare-columns-value"
    title = "Colonnes qui se contredisent"
    sentence = "{reason}."
    remedy = "Vérifiez les deux valeurs : l’une des deux a sans doute été mal saisie."


def _columns(params: dict[str, Any]) -> list[str]:
    return [str(params.get("column", "")), str(params.get("column2", ""))]


def _judge(params: dict[str, Any]) -> Judge:
    sign = str(params.get("op", ""))
    compare = _OPERATORS.get(sign)
    first, second = _columns(params)

    def judge(values: Any) -> str | None:
        if compare is None:
            return f"l’opérateur « {sign} » du schéma n’existe pas"
        left, right = values
        if isinstance(left, str) != isinstance(right, str):
            left, right = str(left), str(right)
        try:
            good = bool(compare(left, right))
        except TypeError:
            return f"{first} ({left}) et {second} ({right}) ne peuvent pas être comparés"
        return None if good else f"{first} ({left}) doit être {_SAID[sign]} {second} ({right})"

    return judge


CHECK = FrenchCheck(("compare-columns-value",), CompareColumns, _columns, _judge, raw=False)
