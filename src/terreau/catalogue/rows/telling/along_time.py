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
#: Days with rows from which a step is told by its days, and the share of them that makes it whole.
_MANY_DAYS, _WHOLE = 8, 0.85


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
    partial = _partial(work.choice, step, [said for said, _ in items])
    if measure is None:
        return Picture(Rule.ROWS_ALONG_TIME, how, when.column.name, step=step, items=items, partial=partial)
    kind, series = _series(work, label, value, [said for said, _ in items]) if how is How.MEAN else ("", [])
    return Picture(
        Rule.ALONG_TIME,
        how,
        when.column.name,
        measure.column.name,
        step,
        items,
        kind=kind,
        series=series,
        partial=partial,
    )


def _partial(choice: Choice, step: str, labels: Sequence[str]) -> list[str]:
    """The first and the last step where the table does not hold enough of their days to be compared.

    A winter is no year. Only where each step has many days: a yearly figure is dated of one.
    """
    when = choice.when
    if when is None or step == "day" or choice.is_year or when.distinct < _MANY_DAYS * len(labels):
        return []
    form = {"year": "%Y", "month": "%Y-%m"}[step]
    first, last = _day(when.least), _day(when.most)
    ends = [(first, 1 - _passed(first, step)), (last, _passed(last + dt.timedelta(days=1), step) or 1.0)]
    return sorted({day.strftime(form) for day, share in ends if share < _WHOLE} & set(labels))


def _passed(day: dt.date, step: str) -> float:
    """How much of its year, or of its month, has passed when a day begins."""
    start = day.replace(day=1, month=1 if step == "year" else day.month)
    after = (
        start.replace(year=start.year + 1)
        if step == "year"
        else (start + dt.timedelta(days=32)).replace(day=1)
    )
    return (day - start).days / (after - start).days


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
