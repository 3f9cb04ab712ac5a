"""What a data set says of this territory first: read from its rows once, then kept in memory."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.cache import cache

from terreau.catalogue.rows import Here, Opened, RowsRefusal, tell
from terreau.territories.models import Kind, Shape, Territory
from terreau.territories.queries import edition, home, locate, refs_within
from terreau.territories.shapes import to_lonlat

if TYPE_CHECKING:
    from terreau.catalogue.queries.rows import Table
    from terreau.catalogue.rows import Picture, Telling

#: Goes up when the same rows are told in another way.
_EDITION = 3
_A_DAY = 86_400
#: Official codes of communes and SIREN of EPCI; shorter ones ("38") could be any number.
_CODES = frozenset((5, 9))
#: Communes named beside a map.
_NAMED = 10


@dataclass(frozen=True)
class Heard:
    """A telling, with the territory it speaks of and, for a map, how many rows each commune has.

    `communes` are the first by name, `refs` all of them.
    """

    telling: Telling
    territory: str = ""
    communes: tuple[tuple[str, int], ...] = ()
    refs: tuple[str, ...] = ()


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
    counts = _communes(picture) if picture and picture.points and base else Counter()
    found = Heard(telling, here.name if here else "", _named(counts), tuple(sorted(counts)))
    cache.set(key, found, _A_DAY)
    return found


def _here(one: Territory) -> Here:
    """The codes that tables may name it by, and the box around it: three queries."""
    refs = Territory.objects.filter(pk__in=refs_within(one)).order_by().values_list("pk", flat=True)
    shape = Shape.objects.filter(pk=one.pk).first()
    box = None
    if shape is not None:
        # On the grid y goes down: the top of the box is its north.
        west, north = to_lonlat(shape.min_x, shape.min_y)
        east, south = to_lonlat(shape.max_x, shape.max_y)
        box = (west, south, east, north)
    codes = frozenset(ref for ref in refs if len(ref) in _CODES)

    def holds(longitude: float, latitude: float) -> bool:
        found = locate(longitude, latitude)
        return found is not None and found.ref in codes

    # Without outlines of communes, nothing could be found inside.
    drawn = box is not None and Shape.objects.filter(pk__in=codes, territory__kind=Kind.COMMUNE).exists()
    return Here(codes, box, holds if drawn else None)


def _communes(picture: Picture) -> Counter[str]:
    """How many rows each commune has."""
    counts: Counter[str] = Counter()
    for longitude, latitude, rows in picture.points:
        found = locate(longitude, latitude) if abs(latitude) <= 85 else None  # noqa: PLR2004 - the grid ends there
        if found is not None:
            counts[found.ref] += rows
    return counts


def _named(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    """The communes with most rows, by name: what a map says, in words."""
    first = counts.most_common(_NAMED)
    names = dict(Territory.objects.filter(pk__in=[ref for ref, _ in first]).values_list("pk", "name"))
    return tuple((names.get(ref, ref), rows) for ref, rows in first)
