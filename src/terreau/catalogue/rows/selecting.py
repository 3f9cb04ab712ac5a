"""The SQL of a view: positions of columns, and values that are always bound."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from terreau.catalogue.rows.columns import Kind
from terreau.catalogue.rows.comparisons import folded, spellings, within
from terreau.catalogue.rows.values import read_value

if TYPE_CHECKING:
    from terreau.catalogue.rows.columns import Column
    from terreau.catalogue.rows.opened import Opened
    from terreau.catalogue.rows.view import Filter, View

_MOST_WORDS = 8


@dataclass
class Selection:
    """`where` (with its word, or nothing) and `order`, with the values that go with them."""

    where: str = ""
    order: str = "line_"
    values: list[Any] = field(default_factory=list)


def selection(view: View, opened: Opened) -> Selection:
    """Which rows, in which order. The line of the file settles ties, so that pages never overlap."""
    made = Selection()
    parts = [_filtered(one, made) for one in view.filters]
    parts += [_searched(word, opened, made) for word in view.words.split()[:_MOST_WORDS]]
    if parts:
        made.where = "WHERE " + " AND ".join(f"({part})" for part in parts)
    orders = [f"{_sorted(one.column)} {'DESC' if one.descending else 'ASC'} NULLS LAST" for one in view.sorts]
    made.order = ", ".join([*orders, "line_"])
    return made


def _bound(made: Selection, value: Any) -> str:
    made.values.append(value)
    return f"${len(made.values)}"


def _filtered(one: Filter, made: Selection) -> str:
    cell, comparison = one.column.sql, one.comparison
    if comparison.flag:
        said = comparison.sql(cell, "")
        return said if one.values == ("oui",) else f"NOT {said}"
    values = [read_value(said, one.column, upper=comparison.upper) for said in one.values]
    if comparison.folded:
        values = [spelt for value in values for spelt in spellings(value)]
    return " OR ".join(comparison.sql(cell, _bound(made, value)) for value in values)


def _searched(word: str, opened: Opened, made: Selection) -> str:
    """A word is in a text, whatever its accents, or is a number or a date of the row."""
    places = [_bound(made, spelt) for spelt in spellings(word)]
    texts = [folded(column.sql) for column in opened.columns if column.kind is Kind.TEXT]
    parts = [within(one, places) for one in ([opened.words] if opened.words else texts)]
    for column in opened.columns:
        if column.kind in (Kind.TEXT, Kind.BOOLEAN):
            continue
        try:
            value = read_value(word, column)
        except Exception:  # noqa: BLE001, S112 - a word that is no such value is simply not in that column
            continue
        parts.append(f"{column.sql} = {_bound(made, value)}")
    # A word that no column can hold: said with its place, as every bound value has to be used.
    return " OR ".join(parts) or f"{places[0]} IS NULL"


def _sorted(column: Column) -> str:
    """Texts in the order of a dictionary: É beside E."""
    return folded(column.sql) if column.kind is Kind.TEXT else column.sql
