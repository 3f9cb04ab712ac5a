"""The words ever indexed: what a misspelt one may have meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from terreau.foundation.models import KnownWord
from terreau.foundation.search.french import Word
from terreau.foundation.search.spelling import slips, slips_allowed

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Words compared with a misspelt one: some 10 ms of work.
MOST_COMPARED = 3_000
#: Corrections kept when several are as near.
MOST_KEPT = 4
SHORTEST = 3


def learn(found: Iterable[Word]) -> None:
    """Keep the words that are not known yet."""
    new = {word.folded: word for word in found if len(word.folded) >= SHORTEST and word.folded.isalpha()}
    known = KnownWord.objects.filter(word__in=list(new)).values_list("word", flat=True)
    for word in known:
        del new[word]
    # In one order for all: two transactions that learn the same words wait for one another, never both ways.
    lines = (
        KnownWord(word=key, shown=new[key].shown, head=key[:2], tail=key[-3:], length=len(key))
        for key in sorted(new)
    )
    KnownWord.objects.bulk_create(lines, ignore_conflicts=True)


def forget() -> None:
    KnownWord.objects.all().delete()


def known(folded: Iterable[str]) -> set[str]:
    """Which of these words are known."""
    return set(KnownWord.objects.filter(word__in=list(folded)).values_list("word", flat=True))


def nearest(folded: str, *, unfinished: bool = False) -> list[Word]:
    """The known words that `folded` most likely stands for, none when nothing is near enough.

    Looks at words that begin or end alike and are about as long. An `unfinished` word is compared with the
    beginnings of longer ones too.
    """
    most = slips_allowed(folded)
    if not most:
        return []
    alike = Q(head=folded[:2]) | Q(tail=folded[-3:])
    about = KnownWord.objects.filter(alike, length__range=(len(folded) - most, len(folded) + most))
    kept = _nearest(folded, about.order_by("word")[:MOST_COMPARED], most)
    if unfinished and not kept:
        longer = KnownWord.objects.filter(head=folded[:2], length__gt=len(folded))
        kept = _nearest(folded, longer.order_by("word")[:MOST_COMPARED], most, cut=len(folded))
    return kept


def _nearest(folded: str, candidates: Iterable[KnownWord], most: int, cut: int | None = None) -> list[Word]:
    far = [(slips(folded, candidate.word[:cut], most), candidate) for candidate in candidates]
    least = min((distance for distance, _ in far), default=most + 1)
    if least > most:
        return []
    return [Word(candidate.shown, candidate.word) for distance, candidate in far if distance == least][
        :MOST_KEPT
    ]
