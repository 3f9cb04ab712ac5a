"""Outlines on a map: rows whose cells hold polygons, as GeoJSON writes them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from terreau.catalogue.rows.places import geometry_of
from terreau.catalogue.rows.telling.said import Area, How, Picture, Rule
from terreau.catalogue.rows.telling.work import finite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from terreau.catalogue.rows.telling.work import Work
    from terreau.catalogue.tables.lambert import Lambert

#: Outlines, letters of all of them, and points that are drawn at the end: a map stays light.
AREAS, LETTERS, POINTS = 1_500, 8_000_000, 2_200
#: Steps of the grid across the map, the finest first.
_GRIDS = (400, 280, 200, 140, 100, 70)
_SMALLEST = 3

Ring = list[tuple[float, float]]


def areas_of(work: Work) -> Picture | None:
    """A map of outlines; None when there are none, or too many to be drawn."""
    column = geometry_of(work.opened)
    if column is None:
        return None
    cell = column.sql
    count, letters, polygons = work.ask(
        f"SELECT count({cell}), coalesce(sum(length({cell})), 0), count(*) FILTER ({cell} LIKE '%Polygon%') FROM {work.cells}"
    )[0]
    if not polygons or polygons * 2 < count or count > AREAS or letters > LETTERS:
        return None
    measure, name = work.choice.measure, work.choice.name
    value = finite(measure) if measure else "NULL"
    said = name.column.sql if name else "''"
    rows = work.ask(f"SELECT {said}, {value}, {cell} FROM {work.cells} WHERE {cell} LIKE '%Polygon%'")
    places = work.choice.places
    made = places.projection if places and column in places.columns else None
    whole = [
        Area(str(one or "")[:80], None if number is None else float(number), list(_rings(geometry, made)))
        for one, number, geometry in rows
    ]
    areas = _lighter([one for one in whole if one.rings])
    if not areas:
        return None
    return Picture(
        Rule.AREAS,
        How.VALUE if measure else How.ROWS,
        name.column.name if name else "",
        measure.column.name if measure else "",
        areas=areas,
        projection=made.name if made else "",
    )


def _rings(text: str, made: Lambert | None = None) -> Iterator[Ring]:
    """The rings of a polygon, or of several, in degrees; nothing for what is none, or stands nowhere on earth."""
    try:
        geometry = json.loads(text)
    except (ValueError, RecursionError):
        return
    if not isinstance(geometry, dict) or not isinstance(geometry.get("coordinates"), list):
        return
    kind, held = geometry.get("type"), geometry["coordinates"]
    for polygon in held if kind == "MultiPolygon" else [held] if kind == "Polygon" else []:
        for ring in polygon if isinstance(polygon, list) else []:
            points = [point for one in ring if (point := _point(one, made))] if isinstance(ring, list) else []
            if len(points) >= _SMALLEST:
                yield points


def _point(one: Any, made: Lambert | None) -> tuple[float, float] | None:
    if not (
        isinstance(one, list) and len(one) > 1 and all(isinstance(part, int | float) for part in one[:2])
    ):
        return None
    x, y = float(one[0]), float(one[1])
    if made:
        return made.to_lonlat(x, y) if made.holds(x, y) else None
    return (x, y) if -180 <= x <= 180 and -85 <= y <= 85 else None  # noqa: PLR2004 - degrees of a map


def _lighter(areas: list[Area]) -> list[Area]:
    """The same outlines on the finest grid on which they have few points enough."""
    every = [point for one in areas for ring in one.rings for point in ring]
    if not every:
        return []
    across = max(
        max(x for x, _ in every) - min(x for x, _ in every),
        max(y for _, y in every) - min(y for _, y in every),
    )
    found = areas
    for grid in _GRIDS:
        step = across / grid or 1.0
        found = [Area(one.name, one.value, list(_on_grid(one.rings, step))) for one in areas]
        if sum(len(ring) for one in found for ring in one.rings) <= POINTS:
            break
    return [one for one in found if one.rings]


def _on_grid(rings: list[Ring], step: float) -> Iterator[Ring]:
    """Neighbours share their rounded points, so borders stay joined; rings too small to be seen go."""
    for ring in rings:
        points: list[tuple[int, int]] = []
        for x, y in ring:
            point = (round(x / step), round(y / step))
            if points and point == points[-1]:
                continue
            while len(points) > 1 and _straight(points[-2], points[-1], point):
                points.pop()
            points.append(point)
        if len(points) > 1 and points[0] == points[-1]:
            points.pop()
        if len(points) >= _SMALLEST:
            yield [(x * step, y * step) for x, y in points]


def _straight(one: tuple[int, int], two: tuple[int, int], three: tuple[int, int]) -> bool:
    return (two[0] - one[0]) * (three[1] - two[1]) == (two[1] - one[1]) * (three[0] - two[0])
