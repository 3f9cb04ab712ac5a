"""Which rows of a table speak of one territory."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from terreau.catalogue.rows.choosing import plain
from terreau.catalogue.rows.columns import Kind
from terreau.catalogue.rows.comparisons import empty

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.catalogue.rows.columns import Column
    from terreau.catalogue.rows.opened import Opened
    from terreau.catalogue.rows.places import Places
    from terreau.catalogue.rows.telling.said import Here

#: Five digits that look like the code of a commune and are none: 38100 is Grenoble by post, elsewhere a commune.
_POSTAL = re.compile(r"(?<![a-z])(postal|postaux|cp|zip|cedex)(?![a-z])|codepostal|telephone")
#: Columns named after what the codes name come before others.
_NAMED = re.compile(r"insee|commune|(?<![a-z])(com|cog|depcom|codgeo|epci|siren|geo)(?![a-z])")
#: The shapes of codes of communes and of EPCI: a column of other things may hold one by chance.
_CODE = r"(\d{5}|2[AB]\d{3}|\d{9})"
_SHARE = 0.5
#: Different positions that are looked at one by one.
_POSITIONS = 20_000

Rows = tuple[str, str, list[object]]
_ALL: Rows = ("", "", [])


def rows_of(opened: Opened, here: Here, places: Places | None) -> Rows:
    """The column that tells rows of here from others, and the SQL that keeps them; nothing when all are, or none."""
    if here.codes and (kept := _by_code(opened, sorted(here.codes))):
        return kept
    if here.box and places:
        return _by_place(opened, here, here.box, places)
    return _ALL


def _by_code(opened: Opened, codes: Sequence[str]) -> Rows | None:
    texts = [one for one in opened.columns if one.kind is Kind.TEXT and not _POSTAL.search(plain(one.name))]
    if not texts:
        return None
    sql = ", ".join(
        f"count(*) FILTER (list_contains($1, {one.sql})), count(*) FILTER (NOT {empty(one.sql)}), "
        f"count(*) FILTER (regexp_full_match({one.sql}, '{_CODE}'))"
        for one in texts
    )
    counted = opened.ask(f"SELECT {sql} FROM cells", [codes])[0]
    found: list[tuple[bool, int, int, Column]] = []
    for at, one in enumerate(texts):
        here, filled, coded = counted[3 * at : 3 * at + 3]
        if here and coded >= _SHARE * filled:
            found.append((bool(_NAMED.search(plain(one.name))), here, -one.position, one))
    if not found:
        return None
    _, rows, _, column = max(found, key=lambda line: line[:3])
    if rows >= opened.total:
        return _ALL
    return column.name, f"WHERE list_contains($1, {column.sql})", [codes]


def _by_place(opened: Opened, here: Here, box: tuple[float, float, float, float], places: Places) -> Rows:
    """Rows inside the box, and inside the outline where it is known: a box holds neighbours too."""
    west, south, east, north = (float(side) for side in box)
    inside = f"{places.longitude} BETWEEN {west} AND {east} AND {places.latitude} BETWEEN {south} AND {north}"
    values: list[object] = []
    if here.holds is not None:
        # A thousandth of a degree is less than what simplified outlines leave open.
        spot = f"(round({places.longitude}, 3)::VARCHAR || ' ' || round({places.latitude}, 3)::VARCHAR)"
        spots = opened.ask(
            f"SELECT DISTINCT {spot}, round({places.longitude}, 3)::DOUBLE, round({places.latitude}, 3)::DOUBLE "
            f"FROM cells WHERE {inside} LIMIT {_POSITIONS + 1}"
        )
        if len(spots) > _POSITIONS:
            return _ALL
        values = [sorted(said for said, x, y in spots if here.holds(x, y))]
        inside += f" AND list_contains($1, {spot})"
    found = opened.ask(f"SELECT count(*) FROM cells WHERE {inside}", values)[0][0]
    if not 0 < found < opened.total:
        return _ALL
    return ", ".join(one.name for one in places.columns), f"WHERE {inside}", values
