"""What a column says in short: how many cells are filled, between which values, which values come most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from terreau.catalogue.rows.columns import Kind
from terreau.catalogue.rows.comparisons import empty
from terreau.catalogue.rows.selecting import selection
from terreau.catalogue.rows.view import View

if TYPE_CHECKING:
    from terreau.catalogue.rows.columns import Column
    from terreau.catalogue.rows.opened import Opened


@dataclass(frozen=True)
class Summary:
    """`least`, `most` are for what has an order, `median` and `mean` for numbers; None without any value.

    `top` gives the values that come most, with how often; `distinct` how many different ones there are.
    """

    column: Column
    rows: int
    filled: int
    distinct: int
    least: Any = None
    most: Any = None
    median: float | None = None
    mean: float | None = None
    top: tuple[tuple[Any, int], ...] = ()


def summary_of(opened: Opened, column: Column, view: View | None = None, *, most: int = 10) -> Summary:
    """The summary of a column over the rows of a view (over all without one)."""
    chosen = selection(view or View(), opened)
    cell, kind = column.sql, column.kind
    filled = f"NOT {empty(cell)}"
    bounds = f"min({cell}) FILTER ({filled}), max({cell}) FILTER ({filled})"
    # A middle is searched among finite numbers: NaN has no place in an order.
    finite = f"FILTER (isfinite({cell}))" if kind is Kind.NUMBER else ""
    middle = f"median({cell}) {finite}, avg({cell}) {finite}" if kind.is_number else "NULL, NULL"
    facts = opened.ask(
        f"SELECT count(*), count(*) FILTER ({filled}), count(DISTINCT {cell}) FILTER ({filled}), {bounds}, {middle} "
        f"FROM cells {chosen.where}",
        chosen.values,
    )[0]
    top = opened.ask(
        f"SELECT {cell}, count(*) FROM (SELECT * FROM cells {chosen.where}) WHERE {filled} "
        f"GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {int(most)}",
        chosen.values,
    )
    median, mean = (None if value is None else float(value) for value in facts[5:7])
    rows, held, distinct, least, greatest = facts[:5]
    return Summary(column, rows, held, distinct, least, greatest, median, mean, tuple(top))
