"""One page of a list, with or without words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model

from terreau.foundation.search.finding import find

if TYPE_CHECKING:
    from django.db.models import QuerySet

Thing = TypeVar("Thing", bound=Model)
#: Counting pages beyond would cost the database what nobody reads.
LAST_PAGE = 5_000


class Paged(NamedTuple, Generic[Thing]):
    """One page of a list; `corrected` and `loose` say what was searched instead of the words asked.

    `corrected` holds the words after a slip was mended; `loose` is true when nothing holds all the words and
    what is shown holds some of them.
    """

    page: Page[Thing]
    corrected: str = ""
    loose: bool = False


def page_of(things: QuerySet[Thing], words: str, number: int, size: int) -> Paged[Thing]:
    """The page of this number, or the nearest one there is; two SQL queries without words."""
    number = min(max(number, 1), LAST_PAGE)
    if not words:
        return Paged(Paginator(things, size).get_page(number))
    found = find(things, words, limit=size, offset=(number - 1) * size)
    paginator = Paginator(things.none(), size)
    paginator.count = found.total
    if number > paginator.num_pages:
        return page_of(things, words, paginator.num_pages, size)
    return Paged(Page(found.items, number, paginator), found.corrected, found.loose)
