"""What a data set says of this territory first: read from its rows once, then kept in memory."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.cache import cache

from terreau.catalogue.rows import Here, Opened, RowsRefusal, tell
from terreau.territories.models import Shape, Territory
from terreau.territories.queries import edition, home, locate, refs_within
from terreau.territories.shapes import to_lonlat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.catalogue.queries.rows import Table
    from terreau.catalogue.rows import Picture, Telling

#: Goes up when the same rows are told in another way.
_EDITION = 2
_A_DAY = 86_400
#: Official codes of communes and SIREN of EPCI; shorter ones ("38") could be any number.
_CODES = frozenset((5, 9))
#: Communes named beside a map.
_NAMED = 10


@dataclass(frozen=True)
class Heard:
    """A telling, with the territory it speaks of and, for a map, how many rows each commune has."""

    telling: Telling
    territory: str = ""
    communes: tuple[tuple[str, int], ...] = ()


def heard(table: Table) -> Heard | None:
    """What the rows say of the home territory; None when they cannot be read now: the page does without."""
    here = home()
    base = edition()
    key = f"telling:{_EDITION}:{table.mark}:{here.pk if here else ''}:{(base or ('',))[0]}"
    if (known := cache.get(key)) is not None:
        found: Heard = known
        return found
    try:
        with Opened(table.path) as opened:
            telling = tell(opened, _here(here) if here else None)
    except RowsRefusal:
        return None
    picture = telling.picture
    # Without the national base no outline would be found, and each point would look for them anew.
    communes = _communes(picture) if picture and picture.points and base else ()
    found = Heard(telling, here.name if here else "", communes)
    cache.set(key, found, _A_DAY)
    return found


def _here(one: Territory) -> Here:
    """The codes that tables may name it by, and the box around it: two queries."""
    refs = Territory.objects.filter(pk__in=refs_within(one)).order_by().values_list("pk", flat=True)
    shape = Shape.objects.filter(pk=one.pk).first()
    box = None
    if shape is not None:
        # On the grid y goes down: the top of the box is its north.
        west, north = to_lonlat(shape.min_x, shape.min_y)
        east, south = to_lonlat(shape.max_x, shape.max_y)
        box = (west, south, east, north)
    return Here(frozenset(ref for ref in refs if len(ref) in _CODES), box)


def _communes(picture: Picture) -> tuple[tuple[str, int], ...]:
    """How many rows each commune has, those with most first: what a map says, in words."""
    counts: Counter[str] = Counter()
    for longitude, latitude, rows in picture.points:
        found = locate(longitude, latitude) if abs(latitude) <= 85 else None  # noqa: PLR2004 - the grid ends there
        if found is not None:
            counts[found.ref] += rows
    first = counts.most_common(_NAMED)
    names = dict(Territory.objects.filter(pk__in=[ref for ref, _ in first]).values_list("pk", "name"))
    return tuple((names.get(ref, ref), rows) for ref, rows in first)


def outlines_around(points: Sequence[tuple[float, float, int]]) -> list[Shape]:
    """The outline of the home territory, when some of the points are in its frame."""
    one = home()
    shape = Shape.objects.filter(pk=one.pk).first() if one else None
    if shape is None:
        return []
    west, north = to_lonlat(shape.min_x, shape.min_y)
    east, south = to_lonlat(shape.max_x, shape.max_y)
    inside = any(west <= x <= east and south <= y <= north for x, y, _ in points)
    return [shape] if inside else []
