"""Things that speak of the same matter, with the words that they share: the reason is always shown."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, Any, Generic

from terreau.foundation.search.finding import Thing, in_order
from terreau.foundation.search.french import EMPTY_WORDS, Word, stem, words
from terreau.foundation.search.match import matching
from terreau.foundation.search.question import Lexeme, Question, Term

if TYPE_CHECKING:
    from django.db.models import QuerySet

#: Distinct stems of a text that are compared: the first ones, since a title comes first.
MOST_STEMS = 40
#: Of these, how many are asked of the index: the longest, which are the rarest and so the cheapest to ask.
MOST_ASKED = 12
#: Lines of the index that are compared.
MOST_COMPARED = 40
#: Letters of a stem below which two texts that share it share nothing.
SHORTEST = 3


@dataclass(frozen=True)
class Alike(Generic[Thing]):
    """A thing, the words of the text asked that it holds too, and how alike they are (more is closer)."""

    obj: Thing
    shared: tuple[str, ...]
    score: float


def alike(queryset: QuerySet[Thing], text: str, limit: int = 5) -> list[Alike[Thing]]:
    """The objects of `queryset` that share words with `text`, closest first.

    Two words have to be shared, or the only one there is. A word weighs by how few of the objects compared
    hold it, and double when it stands in their title. Two SQL queries.
    """
    by_stem = _first_stems(text)
    if not by_stem:
        return []
    longest = sorted(by_stem, key=len, reverse=True)[:MOST_ASKED]
    terms = tuple(Term(by_stem[root], ((Lexeme(root),),)) for root in longest)
    lines = list(matching(Question(terms, loose=True), queryset)[:MOST_COMPARED])
    held = {line["object_id"]: by_stem.keys() & set(line["body_stems"].split()) for line in lines}
    weights = _weights(list(held.values()))
    scores = {line["object_id"]: _score(line, held[line["object_id"]], weights) for line in lines}
    close = [line for line in lines if len(held[line["object_id"]]) >= min(2, len(by_stem))]
    close.sort(key=lambda line: -scores[line["object_id"]])
    return [
        Alike(thing, _shown(by_stem, held[str(thing.pk)]), scores[str(thing.pk)])
        for thing in in_order(queryset, close[:limit])
    ]


def shared_words(text: str, other: str, most: int = 4) -> list[str]:
    """Words of `text` that `other` holds too, whatever their plural or accent, as `text` writes them."""
    by_stem = _first_stems(text)
    held = _first_stems(other)
    return [word.shown for root, word in by_stem.items() if root in held and len(root) >= SHORTEST][:most]


def _first_stems(text: str) -> dict[str, Word]:
    found: dict[str, Word] = {}
    for word in words(text):
        if len(found) < MOST_STEMS and word.folded not in EMPTY_WORDS:
            found.setdefault(stem(word.folded), word)
    return found


def _weights(held: list[set[str]]) -> dict[str, float]:
    holders = Counter(root for roots in held for root in roots)
    return {root: log(1 + len(held) / count) for root, count in holders.items()}


def _score(line: dict[str, Any], shared: set[str], weights: dict[str, float]) -> float:
    in_title = set(line["title_stems"].split())
    return sum(weights[root] * (2 if root in in_title else 1) for root in shared)


def _shown(by_stem: dict[str, Word], shared: set[str]) -> tuple[str, ...]:
    return tuple(word.shown for root, word in by_stem.items() if root in shared)
