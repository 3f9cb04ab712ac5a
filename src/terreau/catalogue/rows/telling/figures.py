"""Figures said before any picture: on what time, between which values, what comes most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from terreau.catalogue.rows.columns import Kind
from terreau.catalogue.rows.comparisons import empty
from terreau.catalogue.rows.telling.work import finite

if TYPE_CHECKING:
    from terreau.catalogue.rows.choosing import Facts
    from terreau.catalogue.rows.telling.work import Work


def period_of(when: Facts | None) -> dict[str, Any] | None:
    if when is None:
        return None
    since, until = (str(value)[:10] for value in (when.least, when.most))
    return {"column": when.column.name, "since": since, "until": until}


def measured(work: Work) -> dict[str, Any] | None:
    measure = work.choice.measure
    if measure is None:
        return None
    cell = finite(measure)
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


def top_of(work: Work) -> dict[str, Any] | None:
    kind = work.choice.kind
    if kind is None or kind.column.kind is Kind.BOOLEAN:
        return None
    cell = kind.column.sql
    found = work.ask(
        f"SELECT trim(CAST({cell} AS VARCHAR)), count(*) FROM {work.cells} WHERE NOT {empty(cell)} GROUP BY 1 ORDER BY 2 DESC, 1"
    )
    return {"column": kind.column.name, "value": found[0][0][:80], "rows": found[0][1], "kinds": len(found)}


def flag_of(work: Work) -> dict[str, Any] | None:
    """How many rows say yes, where the only kinds are yes and no."""
    kind = work.choice.kind
    if kind is None or kind.column.kind is not Kind.BOOLEAN:
        return None
    yes, filled = work.ask(
        f"SELECT count(*) FILTER ({kind.column.sql}), count({kind.column.sql}) FROM {work.cells}"
    )[0]
    return {"column": kind.column.name, "yes": yes, "filled": filled}
