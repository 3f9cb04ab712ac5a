"""Bars: kinds of rows compared, rows compared one by one, one number and how it is spread."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from terreau.catalogue.rows.comparisons import empty
from terreau.catalogue.rows.telling.figures import measured
from terreau.catalogue.rows.telling.said import How, Picture, Rule
from terreau.catalogue.rows.telling.work import finite, value_of

if TYPE_CHECKING:
    from terreau.catalogue.rows.choosing import Facts
    from terreau.catalogue.rows.telling.work import Work

#: Bars of a picture.
BARS = 10
_BINS = 8


def by_kind(work: Work) -> Picture | None:
    return _compared(work, work.choice.kind) if work.choice.kind else None


def by_group(work: Work) -> Picture | None:
    """Where nothing else is to be seen: how many rows each repeated name has, those with most first."""
    found = _compared(work, work.choice.group) if work.choice.group else None
    return replace(found, rule=Rule.BY_GROUP) if found else None


def _compared(work: Work, kind: Facts) -> Picture | None:
    value, how = value_of(work.choice)
    cell = kind.column.sql
    found = work.ask(
        f"SELECT trim(CAST({cell} AS VARCHAR)), {value} AS v, count(*) FROM {work.cells} WHERE NOT {empty(cell)} "
        "GROUP BY 1 ORDER BY v DESC NULLS LAST, 1"
    )
    items = [(said, float(number)) for said, number, _rows in found if number is not None]
    if len(items) < 2:  # noqa: PLR2004 - one bar compares nothing
        return None
    rest = items[BARS:]
    # Averages of the others do not add up: they are only counted.
    others = (len(rest), 0.0 if how is How.MEAN else sum(number for _, number in rest)) if rest else None
    rule = Rule.BY_KIND if work.choice.measure else Rule.ROWS_BY_KIND
    measure = work.choice.measure
    return Picture(
        rule, how, kind.column.name, measure.column.name if measure else "", items=items[:BARS], others=others
    )


def by_name(work: Work) -> Picture | None:
    """Rows compared one by one, the greatest first."""
    name, measure = work.choice.name, work.choice.measure
    if name is None or measure is None:
        return None
    cell = finite(measure)
    found = work.ask(
        f"SELECT {name.column.sql}, {cell} AS v FROM {work.cells} WHERE {cell} IS NOT NULL AND NOT {empty(name.column.sql)} "
        f"ORDER BY v DESC, 1, line_ LIMIT {BARS}"
    )
    items = [(said[:80], float(number)) for said, number in found]
    if len(items) < 2:  # noqa: PLR2004 - one bar compares nothing
        return None
    more = work.choice.rows - len(items)
    return Picture(
        Rule.BY_NAME,
        How.VALUE,
        name.column.name,
        measure.column.name,
        items=items,
        others=(more, 0.0) if more else None,
    )


def spread(work: Work) -> Picture | None:
    """How many rows between one value and the next, in a few equal steps of round numbers."""
    measure = work.choice.measure
    told = measured(work)
    if measure is None or told is None or told["least"] == told["most"]:
        return None
    width = _round_step((told["most"] - told["least"]) / _BINS)
    cell = finite(measure)
    found = work.ask(
        f"SELECT floor({cell} / {width}) * {width} AS low, count(*) FROM {work.cells} WHERE {cell} IS NOT NULL "
        "GROUP BY 1 ORDER BY 1"
    )
    items = [(f"{low:.10g}|{low + width:.10g}", float(rows)) for low, rows in found]
    return Picture(Rule.SPREAD, How.ROWS, measure.column.name, measure.column.name, items=items)


def _round_step(width: float) -> float:
    """1, 2, 5, 10, 20, 50…: the first that is not under `width`."""
    base = 10.0 ** math.floor(math.log10(width))
    return next(base * times for times in (1, 2, 5, 10) if base * times >= width * (1 - 1e-9))
