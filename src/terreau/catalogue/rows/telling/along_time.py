"""A line: what changes from one year, month or day to the next."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from terreau.catalogue.rows.comparisons import empty
from terreau.catalogue.rows.telling.said import How, Picture, Rule
from terreau.catalogue.rows.telling.work import finite, value_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.catalogue.rows.choosing import Choice
    from terreau.catalogue.rows.telling.work import Work

#: Steps of a line, and lines apart on one picture.
STEPS, LINES = 62, 4
_FEW_STEPS = 3
#: Days told by day, then by month; the steps of a table stay few.
_TWO_MONTHS, _THREE_YEARS = 61, 3 * 366


def along_time(work: Work) -> Picture | None:
    when, measure = work.choice.when, work.choice.measure
    if when is None or work.choice.is_update:
        return None
    step, label = _steps(work.choice)
    value, how = value_of(work.choice)
    filled = f"NOT {empty(when.column.sql)}" + (f" AND {finite(measure)} IS NOT NULL" if measure else "")
    found = work.ask(f"SELECT {label}, {value} FROM {work.cells} WHERE {filled} GROUP BY 1 ORDER BY 1")
    items = [(said, float(number)) for said, number in found if number is not None][-STEPS:]
    if len(items) < _FEW_STEPS:
        return None
    if measure is None:
        return Picture(Rule.ROWS_ALONG_TIME, how, when.column.name, step=step, items=items)
    kind, series = _series(work, label, value, [said for said, _ in items]) if how is How.MEAN else ("", [])
    return Picture(
        Rule.ALONG_TIME, how, when.column.name, measure.column.name, step, items, kind=kind, series=series
    )


def _series(
    work: Work, label: str, value: str, steps: Sequence[str]
) -> tuple[str, list[tuple[str, list[float | None]]]]:
    """One line a kind, where there are few: a mean of a busy street and of a park would say nothing of either."""
    kind = work.choice.kind
    if kind is None or kind.distinct > LINES:
        return "", []
    cell = f"trim(CAST({kind.column.sql} AS VARCHAR))"
    found = work.ask(
        f"SELECT {cell}, {label}, {value} FROM {work.cells} WHERE NOT {empty(kind.column.sql)} GROUP BY 1, 2 ORDER BY 1, 2"
    )
    lines: dict[str, dict[str, float]] = {}
    for said, step, number in found:
        if number is not None:
            lines.setdefault(said[:80], {})[step] = float(number)
    return kind.column.name, [(said, [line.get(step) for step in steps]) for said, line in lines.items()]


def _steps(choice: Choice) -> tuple[str, str]:
    """Years, months or days: as many steps as a small picture can show."""
    when = choice.when
    assert when is not None  # noqa: S101 - asked by the one caller
    cell = when.column.sql
    if choice.is_year:
        return "year", f"CAST({cell} AS VARCHAR)"
    days = (_day(when.most) - _day(when.least)).days
    if days > _THREE_YEARS:
        return "year", f"strftime({cell}, '%Y')"
    if days > _TWO_MONTHS:
        return "month", f"strftime({cell}, '%Y-%m')"
    return "day", f"strftime({cell}, '%Y-%m-%d')"


def _day(value: object) -> dt.date:
    return (
        value.date()
        if isinstance(value, dt.datetime)
        else value
        if isinstance(value, dt.date)
        else dt.date.min
    )
