"""Search over everything: each room answers for what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from terreau.foundation import slots
from terreau.foundation.search import mending_once

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.foundation.slots import Hit, Hits

LONGEST_SEARCH = 200
FIRST = 5
A_PAGE = 20
LAST_PAGE = 10


@dataclass(frozen=True)
class Facet:
    """What one room found: how many in all, and the part shown on this page."""

    key: str
    label: str
    total: int
    hits: Sequence[Hit]
    all_url: str
    chosen: bool


@dataclass(frozen=True)
class Found:
    """Everything found for the words; `corrected` holds other words when those typed found nothing.

    `page` counts from 1 and only moves inside the chosen facet; `pages` is how many it has, at most
    LAST_PAGE: further down, better words serve better than more pages.
    """

    facets: Sequence[Facet]
    corrected: str
    chosen: str
    page: int
    pages: int

    @property
    def total(self) -> int:
        return sum(facet.total for facet in self.facets)

    @property
    def shown(self) -> list[Facet]:
        """The chosen facet alone, or those that found something."""
        return [facet for facet in self.facets if (facet.chosen if self.chosen else facet.total)]

    @property
    def previous(self) -> int:
        return self.page - 1

    @property
    def next(self) -> int:
        """Number of the next page, or 0."""
        return self.page + 1 if self.page < self.pages else 0


def search(words: str, chosen: str = "", page: str = "1") -> Found:
    """Ask every room; `chosen` is the key of one facet (unknown keys are passed over), `page` as typed."""
    if not words:
        return Found((), "", "", 1, 1)
    number = _page_number(page) if chosen else 1
    with mending_once():
        answers = list(slots.search_results.ask(words, "", number * A_PAGE if chosen else FIRST))
    found = next((answer for answer in answers if answer.key == chosen), None)
    if found is None:
        chosen, number, pages = "", 1, 1
    else:
        pages = min(LAST_PAGE, max(1, -(-found.total // A_PAGE)))
        number = min(number, pages)
    corrected = next((answer.corrected for answer in answers if answer.corrected), "")
    return Found([_facet(answer, chosen, number) for answer in answers], corrected, chosen, number, pages)


def _facet(answer: Hits, chosen: str, page: int) -> Facet:
    start = (page - 1) * A_PAGE
    hits = answer.hits[start : start + A_PAGE] if answer.key == chosen else answer.hits[:FIRST]
    return Facet(answer.key, str(answer.label), answer.total, hits, answer.all_url, answer.key == chosen)


def _page_number(typed: str) -> int:
    """Anything that is not a page number is page 1; the length is bounded before `int` reads it."""
    plain = typed.isascii() and typed.isdecimal() and len(typed) <= len(str(LAST_PAGE))
    return min(LAST_PAGE, max(1, int(typed))) if plain else 1
