"""Columns that go together: all filled or all empty; or at least one of two filled."""

from __future__ import annotations

from typing import Any

from terreau.catalogue.tables.french.base import FrenchCheck, FrenchRule, Judge


class CohesiveColumns(FrenchRule):
    code = "cohesive-columns-value"
    title = "Colonnes à remplir ensemble"
    sentence = "{reason}."
    remedy = "Remplissez toutes ces colonnes, ou laissez-les toutes vides."


class OneOfRequired(FrenchRule):
    code = "one-of-required"
    title = "Une des deux colonnes est obligatoire"
    sentence = "{reason}."
    remedy = "Remplissez au moins une des deux colonnes."


def _cohesive_columns(params: dict[str, Any]) -> list[str]:
    return [str(params.get("column", "")), *map(str, params.get("othercolumns") or [])]


def _cohesive(params: dict[str, Any]) -> Judge:
    names = ", ".join(_cohesive_columns(params))

    def judge(values: Any) -> str | None:
        filled = sum(value is not None for value in values)
        good = filled in (0, len(values))
        return None if good else f"les colonnes {names} doivent être toutes remplies ou toutes vides"

    return judge


def _one_of_columns(params: dict[str, Any]) -> list[str]:
    return [str(params.get("column1", params.get("column", ""))), str(params.get("column2", ""))]


def _one_of(params: dict[str, Any]) -> Judge:
    names = " ou ".join(_one_of_columns(params))

    def judge(values: Any) -> str | None:
        return f"il faut {names}" if all(value is None for value in values) else None

    return judge


COHESIVE = FrenchCheck(
    ("cohesive-columns-value",), CohesiveColumns, _cohesive_columns, _cohesive, raw=True, skip_empty=False
)
ONE_OF = FrenchCheck(
    ("one-of-required",), OneOfRequired, _one_of_columns, _one_of, raw=True, skip_empty=False
)
