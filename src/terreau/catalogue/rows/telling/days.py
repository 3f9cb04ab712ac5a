"""From which day to which the rows of a table tell."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from terreau.catalogue.rows.choosing import choose

if TYPE_CHECKING:
    from terreau.catalogue.rows.opened import Opened


def days_of(opened: Opened) -> tuple[dt.date, dt.date] | None:
    """The first and the last day of readings; None without a column of days.

    Days on which rows were written say nothing of it, nor do those of things that have a name: the day a tree was
    planted is not the time that a list of trees is about.
    """
    choice = choose(opened, "", [], None)
    if choice.when is None or choice.is_update or choice.is_year:
        return None
    if choice.name is not None and not choice.is_series:
        return None
    first, last = choice.when.least, choice.when.most
    if not isinstance(first, dt.date) or not isinstance(last, dt.date):
        return None
    return _day(first), _day(last)


def _day(moment: dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment
