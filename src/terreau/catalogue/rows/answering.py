"""The answer to a view: a page of rows, and how many there are in all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from terreau.catalogue.rows.selecting import selection

if TYPE_CHECKING:
    from terreau.catalogue.rows.columns import Column
    from terreau.catalogue.rows.opened import Opened
    from terreau.catalogue.rows.view import View


#: Rows before a page from which it is looked for in two steps.
_NEAR = 1_000


@dataclass(frozen=True)
class Row:
    """A row: its number in the table, from 1, and its values in the order of the columns of the page."""

    number: int
    values: tuple[Any, ...]


@dataclass(frozen=True)
class Page:
    """Rows of a view. `total` counts the rows of the view, `of` those of the table."""

    view: View
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: int
    of: int

    @property
    def number(self) -> int:
        return self.view.page

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.view.size))


def page_of(opened: Opened, view: View) -> Page:
    """The page that a view asks for; a page beyond the last gives the last."""
    columns = view.columns or opened.columns
    chosen = selection(view, opened)
    total = opened.total
    if view.narrows:
        total = opened.ask(f"SELECT count(*) FROM cells {chosen.where}", chosen.values)[0][0]
        if not total:
            return Page(view.at(1), columns, (), 0, opened.total)
    view = view.at(min(view.page, max(1, -(-total // view.size))))
    start = (view.page - 1) * view.size
    listed = ", ".join(["line_", *(column.sql for column in columns)])
    if not view.narrows and not view.sorts:
        # Rows of a file in its order are found by their number, however far: an OFFSET would read all before.
        rows = opened.ask(
            f"SELECT {listed} FROM cells WHERE line_ BETWEEN $1 AND $2 ORDER BY line_",
            (start, start + view.size - 1),
        )
    elif start < _NEAR:
        rows = opened.ask(
            f"SELECT {listed} FROM cells {chosen.where} ORDER BY {chosen.order} LIMIT {view.size} OFFSET {start}",
            chosen.values,
        )
    else:
        # Far pages: the order first, on what it needs alone, then the rows themselves; half the time, measured.
        found = (
            f"SELECT line_ FROM cells {chosen.where} ORDER BY {chosen.order} LIMIT {view.size} OFFSET {start}"
        )
        lines = [row[0] for row in opened.ask(found, chosen.values)]
        rows = _in_order(opened, listed, lines)
    return Page(view, columns, tuple(Row(row[0] + 1, row[1:]) for row in rows), total, opened.total)


def row_of(opened: Opened, number: int) -> Row | None:
    """One row by its number, whole; None when there is none."""
    listed = ", ".join(["line_", *(column.sql for column in opened.columns)])
    rows = opened.ask(f"SELECT {listed} FROM cells WHERE line_ = $1", (number - 1,))
    return Row(number, rows[0][1:]) if rows else None


def _in_order(opened: Opened, listed: str, lines: list[int]) -> list[tuple[Any, ...]]:
    if not lines:
        return []
    places = ", ".join(f"${at}" for at in range(1, len(lines) + 1))
    rows = {row[0]: row for row in opened.ask(f"SELECT {listed} FROM cells WHERE line_ IN ({places})", lines)}
    return [rows[line] for line in lines]
