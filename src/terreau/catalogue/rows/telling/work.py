"""A table at work: the rows told of, the columns chosen, and the SQL of what is counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from terreau.catalogue.rows.columns import Kind
from terreau.catalogue.rows.telling.said import How

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.catalogue.rows.choosing import Choice, Facts
    from terreau.catalogue.rows.opened import Opened


@dataclass(frozen=True)
class Work:
    opened: Opened
    where: str
    values: Sequence[object]
    choice: Choice

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        return self.opened.ask(sql, self.values)

    @property
    def cells(self) -> str:
        return f"(SELECT * FROM cells {self.where})"


def value_of(choice: Choice) -> tuple[str, How]:
    if choice.measure is None:
        return "count(*)", How.ROWS
    cell = finite(choice.measure)
    return (f"sum({cell})", How.SUM) if choice.adds_up else (f"avg({cell})", How.MEAN)


def finite(one: Facts) -> str:
    cell = one.column.sql
    return f"(CASE WHEN isfinite({cell}::DOUBLE) THEN {cell} END)" if one.column.kind is Kind.NUMBER else cell
