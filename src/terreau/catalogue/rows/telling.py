"""What a table says first: a few figures, and the one picture worth showing, with the rule that chose it."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from terreau.catalogue.rows.choosing import choose
from terreau.catalogue.rows.columns import Kind
from terreau.catalogue.rows.comparisons import empty
from terreau.catalogue.rows.places import places_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.catalogue.rows.choosing import Choice, Facts
    from terreau.catalogue.rows.opened import Opened
    from terreau.catalogue.rows.places import Places

#: Bars of a picture, steps of a line, points of a map.
BARS, STEPS, POINTS = 10, 62, 600
#: Lines apart on one picture.
LINES = 4
_FEW_POINTS, _FEW_STEPS = 3, 3
#: Days told by day, then by month; the steps of a table stay few.
_TWO_MONTHS, _THREE_YEARS = 61, 3 * 366
#: Rows a place from which places are stations whose measures are told along time.
_REPEATED = 5
_BINS = 8


class Rule(StrEnum):
    """Why a picture was chosen: the room says it in words."""

    POINTS = "points"
    ALONG_TIME = "along-time"
    ROWS_ALONG_TIME = "rows-along-time"
    BY_KIND = "by-kind"
    ROWS_BY_KIND = "rows-by-kind"
    BY_NAME = "by-name"
    SPREAD = "spread"


class How(StrEnum):
    """What stands behind each value of a picture."""

    ROWS = "rows"
    SUM = "sum"
    MEAN = "mean"
    VALUE = "value"


@dataclass(frozen=True)
class Here:
    """A territory, as tables name it: official codes of it and of its communes, and a box in degrees."""

    codes: frozenset[str] = frozenset()
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True)
class Picture:
    """`items` are labels with values, in order; `others` how many more kinds, and their value together.

    `points` are longitude, latitude, number of rows. `step` is "year", "month" or "day" along time; `series`
    are then lines apart, by a column `kind`, with a value or none for each item, which holds their whole.
    """

    rule: Rule
    how: How = How.ROWS
    column: str = ""
    measure: str = ""
    step: str = ""
    items: list[tuple[str, float]] = field(default_factory=list)
    others: tuple[int, float] | None = None
    kind: str = ""
    series: list[tuple[str, list[float | None]]] = field(default_factory=list)
    points: list[tuple[float, float, int]] = field(default_factory=list)


@dataclass(frozen=True)
class Telling:
    """`rows` are those told of; `of` all those of the table, more when only a part speaks of here.

    `measure` is {"name", "least", "median", "most"} and, when only a part speaks of here, "beyond", the median of all, `top` {"column", "value", "rows", "kinds"}, `period`
    {"column", "since", "until"}, `placed` how many rows say where. Plain values, to be kept as JSON.
    """

    rows: int
    of: int
    columns: int
    here: str = ""
    placed: int | None = None
    period: dict[str, Any] | None = None
    measure: dict[str, Any] | None = None
    top: dict[str, Any] | None = None
    picture: Picture | None = None

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


def tell(opened: Opened, here: Here | None = None) -> Telling:
    """What the table says, of `here` when some of its rows, and not all, are known to be there."""
    places = places_of(opened)
    column, where, values = _here(opened, here or Here(), places)
    choice = choose(opened, where, values, places)
    if choice.rows == 1 and choice.measure is None:
        # One row without a figure says less of here than the whole does.
        column, where, values = "", "", []
        choice = choose(opened, where, values, places)
    work = _Work(opened, where, values, choice)
    placed = None
    if places:
        placed = int(work.ask(f"SELECT count(*) FILTER ({places.known}) FROM cells {where}")[0][0])
    return Telling(
        rows=choice.rows,
        of=opened.total,
        columns=len(opened.columns),
        here=column,
        placed=placed,
        period=_period(choice.when),
        measure=_measured(work),
        top=_top(work),
        picture=_picture(work, placed or 0),
    )


@dataclass(frozen=True)
class _Work:
    opened: Opened
    where: str
    values: Sequence[object]
    choice: Choice

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        return self.opened.ask(sql, self.values)

    @property
    def cells(self) -> str:
        return f"(SELECT * FROM cells {self.where})"


def _here(opened: Opened, here: Here, places: Places | None) -> tuple[str, str, list[object]]:
    """The column that tells rows of here from others, and the SQL that keeps them; nothing when all are, or none."""
    if here.codes:
        codes = sorted(here.codes)
        texts = [column for column in opened.columns if column.kind is Kind.TEXT]
        if texts:
            sql = ", ".join(f"count(*) FILTER (list_contains($1, {column.sql}))" for column in texts)
            counts = opened.ask(f"SELECT {sql} FROM cells", [codes])[0]
            found, column = max(
                zip(counts, texts, strict=True), key=lambda pair: (pair[0], -pair[1].position)
            )
            if found:
                kept = f"WHERE list_contains($1, {column.sql})" if found < opened.total else ""
                return (column.name, kept, [codes]) if kept else ("", "", [])
    if here.box and places:
        west, south, east, north = here.box
        inside = (
            f"{places.longitude} BETWEEN {float(west)} AND {float(east)} "
            f"AND {places.latitude} BETWEEN {float(south)} AND {float(north)}"
        )
        found = opened.ask(f"SELECT count(*) FROM cells WHERE {inside}")[0][0]
        if 0 < found < opened.total:
            return places.columns[0].name, f"WHERE {inside}", []
    return "", "", []


def _period(when: Facts | None) -> dict[str, Any] | None:
    if when is None:
        return None
    since, until = (str(value)[:10] for value in (when.least, when.most))
    return {"column": when.column.name, "since": since, "until": until}


def _measured(work: _Work) -> dict[str, Any] | None:
    measure = work.choice.measure
    if measure is None:
        return None
    cell = _finite(measure)
    least, median, most = work.ask(
        f"SELECT min({cell}), median({cell}), max({cell}) FROM cells {work.where}"
    )[0]
    if median is None:
        return None
    told = {"name": measure.column.name, "least": float(least), "median": float(median), "most": float(most)}
    if work.where:
        beyond = work.opened.ask(f"SELECT median({cell}) FROM cells")[0][0]
        told["beyond"] = None if beyond is None else float(beyond)
    return told


def _top(work: _Work) -> dict[str, Any] | None:
    kind = work.choice.kind
    if kind is None:
        return None
    cell = kind.column.sql
    found = work.ask(
        f"SELECT CAST({cell} AS VARCHAR), count(*) FROM {work.cells} WHERE NOT {empty(cell)} GROUP BY 1 ORDER BY 2 DESC, 1"
    )
    return {"column": kind.column.name, "value": found[0][0][:80], "rows": found[0][1], "kinds": len(found)}


def _picture(work: _Work, placed: int) -> Picture | None:
    """The first rule that gives something to see.

    A measure repeated at the same places is told along time; places that do not repeat make a map; then what
    moves along time; then what differs from one kind to another; then how one number is spread.
    """
    series = work.choice.when is not None and work.choice.measure is not None
    points = _points(work) if placed >= _FEW_POINTS else None
    repeated = points is not None and series and placed >= _REPEATED * len(points.points)
    tries = [_along_time if series else None, None] if repeated else []
    for one in tries:
        if one and (found := one(work)):
            return found
    if points and len(points.points) >= _FEW_POINTS:
        return points
    if work.choice.name and work.choice.measure:
        return _along_time(work) or _by_name(work) or _by_kind(work) or _spread(work)
    return _along_time(work) or _by_kind(work) or _spread(work)


def _points(work: _Work) -> Picture:
    places = work.choice.places
    assert places is not None  # noqa: S101 - asked by the one caller
    found = work.ask(
        f"SELECT round({places.longitude}, 3)::DOUBLE AS x, round({places.latitude}, 3)::DOUBLE AS y, count(*) FROM {work.cells} "
        f"WHERE {places.known} GROUP BY x, y ORDER BY 3 DESC, x, y LIMIT {POINTS}"
    )
    return Picture(Rule.POINTS, column=places.columns[0].name, points=[(x, y, rows) for x, y, rows in found])


def _along_time(work: _Work) -> Picture | None:
    when, measure = work.choice.when, work.choice.measure
    if when is None:
        return None
    step, label = _steps(work.choice)
    value, how = _value(work.choice)
    filled = f"NOT {empty(when.column.sql)}" + (f" AND {_finite(measure)} IS NOT NULL" if measure else "")
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
    work: _Work, label: str, value: str, steps: Sequence[str]
) -> tuple[str, list[tuple[str, list[float | None]]]]:
    """One line a kind, where there are few: a mean of a busy street and of a park would say nothing of either."""
    kind = work.choice.kind
    if kind is None or kind.distinct > LINES:
        return "", []
    cell = f"CAST({kind.column.sql} AS VARCHAR)"
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


def _by_kind(work: _Work) -> Picture | None:
    kind = work.choice.kind
    if kind is None:
        return None
    value, how = _value(work.choice)
    cell = kind.column.sql
    found = work.ask(
        f"SELECT CAST({cell} AS VARCHAR), {value} AS v, count(*) FROM {work.cells} WHERE NOT {empty(cell)} "
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


def _by_name(work: _Work) -> Picture | None:
    """Rows compared one by one, the greatest first."""
    name, measure = work.choice.name, work.choice.measure
    if name is None or measure is None:
        return None
    cell = _finite(measure)
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


def _spread(work: _Work) -> Picture | None:
    """How many rows between one value and the next, in a few equal steps of round numbers."""
    measure = work.choice.measure
    told = _measured(work)
    if measure is None or told is None or told["least"] == told["most"]:
        return None
    width = _round_step((told["most"] - told["least"]) / _BINS)
    cell = _finite(measure)
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


def _value(choice: Choice) -> tuple[str, How]:
    if choice.measure is None:
        return "count(*)", How.ROWS
    cell = _finite(choice.measure)
    return (f"sum({cell})", How.SUM) if choice.adds_up else (f"avg({cell})", How.MEAN)


def _finite(one: Facts) -> str:
    cell = one.column.sql
    return f"(CASE WHEN isfinite({cell}::DOUBLE) THEN {cell} END)" if one.column.kind is Kind.NUMBER else cell
