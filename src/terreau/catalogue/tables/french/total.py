"""A column that must be the sum of others."""

from __future__ import annotations

from typing import Any

from terreau.catalogue.tables.french.base import FrenchCheck, FrenchRule, Judge


class SumColumns(FrenchRule):
    code = "sum-columns-value"
    title = "Total qui ne tombe pas juste"
    sentence = "{reason}."
    remedy = "Vérifiez le total et les valeurs qui le composent."


def _columns(params: dict[str, Any]) -> list[str]:
    return [str(params.get("column", "")), *map(str, params.get("columns") or [])]


def _judge(params: dict[str, Any]) -> Judge:
    total, *parts = _columns(params)

    def judge(values: Any) -> str | None:
        try:
            found = sum(values[1:])
        except TypeError:
            return None
        if found == values[0]:
            return None
        return f"{total} vaut {values[0]} alors que la somme de {', '.join(parts)} fait {found}"

    return judge


CHECK = FrenchCheck(("sum-columns-value",), SumColumns, _columns, _judge, raw=False)
