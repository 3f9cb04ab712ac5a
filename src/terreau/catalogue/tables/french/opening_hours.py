"""Opening hours as OpenStreetMap writes them (https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from terreau.catalogue.tables.french.base import FrenchCheck, FrenchRule, one_column, plain

if TYPE_CHECKING:
    from terreau.saying import Both

_DAY = r"(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)(?:\[-?[1-5](?:[,-][1-5])*\])?"
_DAYS = rf"{_DAY}(?:-{_DAY})?(?:,\s?{_DAY}(?:-{_DAY})?)*"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|easter)"
_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])"
_MOMENT = rf"(?:\d{{4}} )?{_MONTH}(?: {_NUMBER})?"
_DATES = rf"{_MOMENT}(?:-(?:{_MOMENT}|{_NUMBER}))?(?:,\s?{_MOMENT}(?:-(?:{_MOMENT}|{_NUMBER}))?)*"
_YEARS = r"\d{4}(?:-\d{4}(?:/\d)?)?\+?"
_WEEKS = r"week \d{1,2}(?:-\d{1,2}(?:/\d)?)?(?:,\d{1,2}(?:-\d{1,2})?)*"
# Hours have two digits; what begins on one day may end on the next, up to 48:00.
_SUN = r"(?:sunrise|sunset|dawn|dusk|\((?:sunrise|sunset|dawn|dusk)[+-]\d\d:\d\d\))"
_FROM = rf"(?:(?:[01]\d|2[0-4]):[0-5]\d|{_SUN})"
_TO = rf"(?:(?:[0-3]\d|4[0-8]):[0-5]\d|{_SUN})"
_SPAN = rf"{_FROM}(?:-{_TO}\+?|\+)"
_TIMES = rf"{_SPAN}(?:,\s?{_SPAN})*"
_STATE = r"(?:open|off|closed|unknown)?(?:\s?\"[^\"]*\")?"
_WHEN = "".join(rf"(?:{part}:?(?:\s|$))?" for part in (_YEARS, _WEEKS, _DATES))
_RULE = re.compile(rf"(?:24/7|{_WHEN}(?:{_DAYS}(?:\s|$|(?=\")))?(?:{_TIMES})?)\s?{_STATE}")
# Rules follow one another after a semicolon and a blank, two bars, or a comma before a day.
_NEXT = re.compile(r"\s?;\s|\s\|\|\s|(?<=\d),\s(?=[A-Z])")
_LONGEST = 2_000


class OpeningHours(FrenchRule):
    code = "opening-hours-value"
    title = ("Horaires mal écrits", "Opening hours badly written")
    remedy = (
        "Écrivez les horaires comme OpenStreetMap : Mo-Fr 08:30-12:00,13:30-17:00; Sa off.",
        "Write opening hours as OpenStreetMap does: Mo-Fr 08:30-12:00,13:30-17:00; Sa off.",
    )


def opening_hours_fault(text: str) -> Both | None:
    rules = _NEXT.split(text.strip(" ")) if len(text) < _LONGEST else []
    good = bool(rules) and all(rule and _RULE.fullmatch(rule) for rule in rules)
    if good:
        return None
    return (
        "ces horaires ne suivent pas l’écriture d’OpenStreetMap",
        "these hours are not written as OpenStreetMap writes them",
    )


CHECK = FrenchCheck(("opening-hours-value",), OpeningHours, one_column, plain(opening_hours_fault))
