"""The answer to a view: a page of rows, and how many there are in all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from terreau.catalogue.rows.selecting import selection

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    listed = ", ".join(["line_", *(column.sql for column in columns)])
    if view.sorts:
        total, view, rows = _sorted(opened, view, listed)
    elif view.narrows:
        total, view, rows = _narrowed(opened, view, listed)
    else:
        total, view = opened.total, _within(view, opened.total)
        # Rows of a file in its order are found by their number, however far.
        rows = opened.ask(
            f"SELECT {listed} FROM cells WHERE line_ BETWEEN $1 AND $2 ORDER BY line_",
            (_start(view), _start(view) + view.size - 1),
        )
    return Page(view, columns, tuple(Row(row[0] + 1, row[1:]) for row in rows), total, opened.total)


def _start(view: View) -> int:
    return (view.page - 1) * view.size


def _within(view: View, total: int) -> View:
    """The view at a page that exists."""
    return view.at(min(view.page, max(1, -(-total // view.size))))


def _narrowed(opened: Opened, view: View, listed: str) -> tuple[int, View, list[tuple[Any, ...]]]:
    """Rows in the order of the file: one reading counts them and gives the first lines, which are then read."""
    chosen = selection(view, opened)
    last = _start(view) + view.size
    if last <= _NEAR:
        total, lines = opened.ask(
            f"SELECT count(*), min(line_, {last}) FROM cells {chosen.where}", chosen.values
        )[0]
        view = _within(view, total)
        start = _start(view)
        return total, view, _lines(opened, listed, sorted(lines or ())[start : start + view.size])
    total = opened.ask(f"SELECT count(*) FROM cells {chosen.where}", chosen.values)[0][0]
    view = _within(view, total)
    return total, view, _far(opened, view, listed)


def _sorted(opened: Opened, view: View, listed: str) -> tuple[int, View, list[tuple[Any, ...]]]:
    chosen = selection(view, opened)
    total = opened.total
    if view.narrows:
        total = opened.ask(f"SELECT count(*) FROM cells {chosen.where}", chosen.values)[0][0]
    view = _within(view, total)
    if not total:
        return 0, view, []
    if _start(view) >= _NEAR:
        return total, view, _far(opened, view, listed)
    rows = opened.ask(
        f"SELECT {listed} FROM cells {chosen.where} ORDER BY {chosen.order} LIMIT {view.size} OFFSET {_start(view)}",
        chosen.values,
    )
    return total, view, rows


def _far(opened: Opened, view: View, listed: str) -> list[tuple[Any, ...]]:
    """A far page: the order first, on what it needs alone, then the rows themselves; half the time, measured."""
    chosen = selection(view, opened)
    found = f"SELECT line_ FROM cells {chosen.where} ORDER BY {chosen.order} LIMIT {view.size} OFFSET {_start(view)}"
    return _lines(opened, listed, [row[0] for row in opened.ask(found, chosen.values)])


def row_of(opened: Opened, number: int) -> Row | None:
    """One row by its number, whole; None when there is none."""
    listed = ", ".join(["line_", *(column.sql for column in opened.columns)])
    rows = opened.ask(f"SELECT {listed} FROM cells WHERE line_ = $1", (number - 1,))
    return Row(number, rows[0][1:]) if rows else None


def _lines(opened: Opened, listed: str, lines: Sequence[int]) -> list[tuple[Any, ...]]:
    """Rows by their number, in the order given; only the part of the file between them is read."""
    if not lines:
        return []
    places = ", ".join(f"${at}" for at in range(3, len(lines) + 3))
    asked = f"SELECT {listed} FROM cells WHERE line_ BETWEEN $1 AND $2 AND line_ IN ({places})"
    rows = {row[0]: row for row in opened.ask(asked, [min(lines), max(lines), *lines])}
    return [rows[line] for line in lines]
