"""Columns that go together: all filled or all empty; or at least one of two filled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from terreau.catalogue.tables.french.base import FrenchCheck, FrenchRule, Judge

if TYPE_CHECKING:
    from terreau.saying import Both


class CohesiveColumns(FrenchRule):
    code = "cohesive-columns-value"
    title = ("Colonnes à remplir ensemble", "Columns to fill in together")
    sentence = ("{reason}.", "{reason}.")
    remedy = (
        "Remplissez toutes ces colonnes, ou laissez-les toutes vides.",
        "Fill in all of these columns, or leave them all empty.",
    )


class OneOfRequired(FrenchRule):
    code = "one-of-required"
    title = ("Une des deux colonnes est obligatoire", "One of the two columns is required")
    sentence = ("{reason}.", "{reason}.")
    remedy = ("Remplissez au moins une des deux colonnes.", "Fill in at least one of the two columns.")


def _cohesive_columns(params: dict[str, Any]) -> list[str]:
    return [str(params.get("column", "")), *map(str, params.get("othercolumns") or [])]


def _cohesive(params: dict[str, Any]) -> Judge:
    names = ", ".join(_cohesive_columns(params))

    def judge(values: Any) -> Both | None:
        filled = sum(value is not None for value in values)
        if filled in (0, len(values)):
            return None
        return (
            f"les colonnes {names} doivent être toutes remplies ou toutes vides",
            f"the columns {names} must be all filled in or all empty",
        )

    return judge


def _one_of_columns(params: dict[str, Any]) -> list[str]:
    return [str(params.get("column1", "")), str(params.get("column2", ""))]


def _one_of(params: dict[str, Any]) -> Judge:
    names = _one_of_columns(params)

    def judge(values: Any) -> Both | None:
        if any(value is not None for value in values):
            return None
        return (f"il faut {' ou '.join(names)}", f"{' or '.join(names)} is needed")

    return judge


COHESIVE = FrenchCheck(
    ("cohesive-columns-value",),
    CohesiveColumns,
    _cohesive_columns,
    _cohesive,
    skip_empty=False,
    lists=("othercolumns",),
)
ONE_OF = FrenchCheck(
    ("one-of-required",),
    OneOfRequired,
    _one_of_columns,
    _one_of,
    skip_empty=False,
    texts=("column1", "column2"),
)
