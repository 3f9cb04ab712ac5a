"""Dots on a map: where the rows are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.catalogue.rows.telling.said import Picture, Rule

if TYPE_CHECKING:
    from terreau.catalogue.rows.telling.work import Work

#: Dots of a map.
POINTS = 600


def points_of(work: Work) -> Picture:
    places = work.choice.places
    assert places is not None  # noqa: S101 - asked by the one caller
    found = work.ask(
        f"SELECT round({places.longitude}, 3)::DOUBLE AS x, round({places.latitude}, 3)::DOUBLE AS y, count(*) FROM {work.cells} "
        f"WHERE {places.known} GROUP BY x, y ORDER BY 3 DESC, x, y LIMIT {POINTS}"
    )
    return Picture(
        Rule.POINTS,
        column=places.columns[0].name,
        points=[(x, y, rows) for x, y, rows in found],
        projection=places.projection.name if places.projection else "",
    )
