"""Opening hours as OpenStreetMap writes them (https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from terreau.catalogue.tables.french.base import FrenchCheck, FrenchRule, one_column, plain

if TYPE_CHECKING:
    from terreau.catalogue.tables.saying import Both

_DAY = r"(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)(?:\[-?[1-5](?:[,-][1-5])*\])?"
_DAYS = rf"{_DAY}(?:\s?-\s?{_DAY})?(?:\s?,\s?{_DAY}(?:\s?-\s?{_DAY})?)*"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|easter)"
_MOMENT = rf"(?:\d{{4}} )?{_MONTH}(?: (?:0?[1-9]|[12]\d|3[01]))?"
_DATES = rf"{_MOMENT}(?:\s?-\s?(?:{_MOMENT}|(?:0?[1-9]|[12]\d|3[01])))?(?:\s?,\s?{_MOMENT}(?:\s?-\s?(?:{_MOMENT}|\d{{1,2}}))?)*"
_YEARS = r"\d{4}(?:-\d{4})?\+?"
_WEEKS = r"week \d{1,2}(?:-\d{1,2}(?:/\d)?)?(?:,\d{1,2}(?:-\d{1,2})?)*"
_CLOCK = r"(?:(?:[01]?\d|2[0-9]|3\d|4[0-8]):[0-5]\d|\(?(?:sunrise|sunset|dawn|dusk)(?:[+-]\d\d:\d\d\))?)"
_SPAN = rf"{_CLOCK}(?:\s?-\s?{_CLOCK}\+?|\+)?"
_TIMES = rf"{_SPAN}(?:\s?,\s?{_SPAN})*"
_STATE = r"(?:open|off|closed|unknown)?(?:\s?\"[^\"]*\")?"
_RULE = re.compile(
    rf"(?:24/7|(?:(?:{_YEARS})\s?)?(?:(?:{_WEEKS})\s?)?(?:(?:{_DATES}):?\s?)?(?:(?:{_DAYS}):?\s?)?(?:{_TIMES})?)\s?{_STATE}"
)


class OpeningHours(FrenchRule):
    code = "opening-hours-value"
    title = ("Horaires mal écrits", "Opening hours badly written")
    remedy = (
        "Écrivez les horaires comme OpenStreetMap : Mo-Fr 08:30-12:00,13:30-17:00; Sa off.",
        "Write opening hours as OpenStreetMap does: Mo-Fr 08:30-12:00,13:30-17:00; Sa off.",
    )


def opening_hours_fault(text: str) -> Both | None:
    rules = re.split(r";|\|\||(?<=\d),\s(?=[A-Z])", text.strip())
    good = len(text) < 2_000 and all(rule.strip() and _RULE.fullmatch(rule.strip()) for rule in rules)  # noqa: PLR2004
    if good:
        return None
    return (
        "ces horaires ne suivent pas l’écriture d’OpenStreetMap",
        "these hours are not written as OpenStreetMap writes them",
    )


CHECK = FrenchCheck(("opening-hours-value",), OpeningHours, one_column, plain(opening_hours_fault))
