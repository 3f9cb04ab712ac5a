"""What a table says first: a few figures, and the one picture worth showing, with the rule that chose it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.catalogue.rows.choosing import choose
from terreau.catalogue.rows.places import places_of
from terreau.catalogue.rows.telling.along_time import along_time
from terreau.catalogue.rows.telling.areas import areas_of
from terreau.catalogue.rows.telling.compared import by_group, by_kind, by_name, spread
from terreau.catalogue.rows.telling.figures import flag_of, measured, period_of, top_of
from terreau.catalogue.rows.telling.here import rows_of
from terreau.catalogue.rows.telling.points import points_of
from terreau.catalogue.rows.telling.said import Here, Picture, Telling
from terreau.catalogue.rows.telling.work import Work

if TYPE_CHECKING:
    from terreau.catalogue.rows.opened import Opened

#: Points that make a map of a whole table; of here, its outline makes sense of one.
_FEW_POINTS, _FEW_HERE = 3, 1
#: Rows a place from which places are stations whose measures are told along time.
_REPEATED = 5


def tell(opened: Opened, here: Here | None = None) -> Telling:
    """What the table says, of `here` when some of its rows, and not all, are known to be there."""
    places = places_of(opened)
    column, where, values = rows_of(opened, here or Here(), places)
    choice = choose(opened, where, values, places)
    if choice.rows == 1 and choice.measure is None:
        # One row without a figure says less of here than the whole does.
        column, where, values = "", "", []
        choice = choose(opened, where, values, places)
    work = Work(opened, where, values, choice)
    placed = None
    if places:
        placed = int(work.ask(f"SELECT count(*) FILTER ({places.known}) FROM cells {where}")[0][0])
    return Telling(
        rows=choice.rows,
        of=opened.total,
        columns=len(opened.columns),
        here=column,
        placed=placed,
        period=period_of(choice.when),
        measure=measured(work),
        top=top_of(work),
        flag=flag_of(work),
        picture=_picture(work, placed or 0),
    )


def _picture(work: Work, placed: int) -> Picture | None:
    """The first rule that gives something to see.

    A measure repeated at the same places is told along time; places that do not repeat make a map; then what
    moves along time; then what differs from one kind to another; then how one number is spread.
    """
    choice = work.choice
    series = choice.when is not None and choice.measure is not None and not choice.is_update
    few = _FEW_HERE if work.where else _FEW_POINTS
    points = points_of(work) if placed >= few else None
    if points and series and placed >= _REPEATED * len(points.points) and (found := along_time(work)):
        return found
    if points and (found := areas_of(work)):
        return found
    if points and len(points.points) >= few:
        return points
    tries = [along_time, by_kind, spread, by_group]
    if choice.name and choice.measure:
        # Rows that have a name are things: their dates tell a series only when many share a date.
        tries = [along_time, by_name] if choice.is_series else [by_name, along_time]
        tries += [by_kind, spread]
    return next((found for one in tries if (found := one(work))), None)


__all__ = ["tell"]
