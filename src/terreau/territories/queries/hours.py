"""Opening hours as people read them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator

_SUNDAY = 7
#: An hour stays on one line.
NO_BREAK = "\N{NO-BREAK SPACE}"


def in_words(hours: Any) -> list[str]:
    """Lines such as "lundi à vendredi : 8 h 30 à 12 h, 13 h 30 à 17 h".

    `hours` is a list of `[first day, last day, [[opening, closing], …]]`, days counted from 1 for Monday,
    times as "HH:MM". A line that does not read so is passed over: better no hour than a wrong one.
    """
    return list(_lines(hours)) if isinstance(hours, list) else []


def _lines(hours: list[Any]) -> Iterator[str]:
    for entry in hours:
        try:
            first, last, spans = entry
            days = _days(int(first), int(last))
            times = ", ".join(
                _("%(opening)s à %(closing)s") % {"opening": _time(opening), "closing": _time(closing)}
                for opening, closing in spans
            )
        except (AttributeError, TypeError, ValueError):
            continue
        yield _("%(days)s : %(times)s") % {"days": days, "times": times or _("ouvert")}


def _days(first: int, last: int) -> str:
    if not 1 <= first <= last <= _SUNDAY:
        raise ValueError(first)
    opening = str(WEEKDAYS[first - 1]).lower()
    if first == last:
        return opening
    return _("%(first)s à %(last)s") % {"first": opening, "last": str(WEEKDAYS[last - 1]).lower()}


def _time(text: str) -> str:
    moment = dt.time.fromisoformat(text)
    values = {"hour": moment.hour, "minute": f"{moment.minute:02d}"}
    said = _("%(hour)s h %(minute)s") % values if moment.minute else _("%(hour)s h") % values
    return said.replace(" ", NO_BREAK)
