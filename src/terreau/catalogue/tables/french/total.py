"""A column that must be the sum of others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from terreau.catalogue.tables.french.base import FrenchCheck, FrenchRule, Judge

if TYPE_CHECKING:
    from terreau.saying import Both


class SumColumns(FrenchRule):
    code = "sum-columns-value"
    title = ("Total qui ne tombe pas juste", "Total that does not add up")
    sentence = ("{reason}.", "{reason}.")
    remedy = (
        "Vérifiez le total et les valeurs qui le composent.",
        "Check the total and the values it is made of.",
    )


def _columns(params: dict[str, Any]) -> list[str]:
    return [str(params.get("column", "")), *map(str, params.get("columns") or [])]


def _judge(params: dict[str, Any]) -> Judge:
    total, *parts = _columns(params)

    def judge(values: Any) -> Both | None:
        try:
            found = sum(values[1:])
        except TypeError:
            return None
        if found == values[0]:
            return None
        added = ", ".join(parts)
        return (
            f"{total} vaut {values[0]} alors que la somme de {added} fait {found}",
            f"{total} is {values[0]} though the sum of {added} is {found}",
        )

    return judge


CHECK = FrenchCheck(("sum-columns-value",), SumColumns, _columns, _judge, raw=False, lists=("columns",))
