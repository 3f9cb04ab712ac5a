"""Finding by words, whatever their accents, plurals and small slips."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db.models import Model

from terreau.foundation.search.match import matching
from terreau.foundation.search.mend import mended, said
from terreau.foundation.search.question import Question, question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

Thing = TypeVar("Thing", bound=Model)


@dataclass(frozen=True)
class Found(Generic[Thing]):
    """What a search found.

    `corrected` is what was searched instead of what was typed, when a slip was mended, else "". `loose` says
    that nothing holds all the words and that `items` hold some of them.
    """

    total: int
    items: list[Thing]
    corrected: str = ""
    loose: bool = False


def find(queryset: QuerySet[Thing], words: str, limit: int = 20, offset: int = 0) -> Found[Thing]:
    """The objects of `queryset` that hold all the words, best first; the last word may be unfinished.

    When there are none, words that the index does not know are mended; then objects that hold some of the
    words are given. Any text may be asked; at most seven SQL queries, three when something is found at once.
    """
    for asked, total in _attempts(question(words), queryset):
        if total:
            lines = list(matching(asked, queryset)[offset : offset + limit])
            stems = lines[0]["body_stems"] if lines else ""
            corrected = said(asked, stems) if any(term.meant for term in asked.terms) else ""
            return Found(total, in_order(queryset, lines), corrected, asked.loose)
    return Found(0, [])


def find_any(queryset: QuerySet[Thing], words: str, limit: int = 20) -> list[Thing]:
    """The objects of `queryset` that hold any of the words, best first, for whoever ranks them otherwise.

    Nothing is mended. Two SQL queries.
    """
    asked = question(words).loosened
    return in_order(queryset, list(matching(asked, queryset)[:limit])) if asked.terms else []


def _attempts(asked: Question, queryset: QuerySet[Any]) -> Iterator[tuple[Question, int]]:
    """The question as typed, then mended, then with any of its words; each with how many answers it has."""
    if not asked.terms:
        return
    yield asked, matching(asked, queryset).count()
    better = mended(asked)
    if better != asked:
        yield better, matching(better, queryset).count()
    if len(better.terms) > 1:
        yield better.loosened, matching(better.loosened, queryset).count()


def in_order(queryset: QuerySet[Thing], lines: list[dict[str, Any]]) -> list[Thing]:
    """The objects of these lines of the index, in their order, as `queryset` loads them."""
    by_key = {str(thing.pk): thing for thing in queryset.filter(pk__in=[line["object_id"] for line in lines])}
    return [by_key[line["object_id"]] for line in lines if line["object_id"] in by_key]
