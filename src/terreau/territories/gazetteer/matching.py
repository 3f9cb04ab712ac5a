"""How well a name answers one reading of the question, from 0 to 100 (inhabitants count later)."""

from __future__ import annotations

from collections import Counter
from heapq import nlargest
from typing import TYPE_CHECKING, NamedTuple

from terreau.territories.gazetteer.hits import Reason
from terreau.territories.gazetteer.index import FORMER, SHORTENED, Index
from terreau.territories.gazetteer.spelling import distance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

EXACT, FORMER_LOSS, SHORT_LOSS = 100.0, 6.0, 8.0
BEGINNING, BEGINNING_SPAN = 72.0, 22.0
WORDS, WORDS_SPAN = 66.0, 22.0
NEAR, NEAR_ONE_WORD = 94.0, 75.0

WRITTEN_RIGHT = 85.0
"""From here on, near spellings are not looked for."""

_KEPT = 40
_NEAR_CANDIDATES = 40
_COMMON = 1500
"""A group of letters found in more names than this tells little; it is skipped when rarer ones were found."""


class Match(NamedTuple):
    """A name, how well it fits, and why."""

    number: int
    fit: float
    reason: Reason


def written_so(index: Index, spelt: tuple[str, ...], allowed: Callable[[int], bool]) -> Iterator[Match]:
    """Names which are, start with or contain the words."""
    joined = "".join(spelt)
    for number in _most_promising(index, index.starting_with(joined), joined, allowed):
        share = len(joined) / len(index.keys[number])
        fit = EXACT if share == 1 else BEGINNING + BEGINNING_SPAN * share
        yield _match(index, number, fit)
    for number in _most_promising(index, index.with_words(spelt), joined, allowed):
        share = min(1.0, len(joined) / len(index.keys[number]))
        yield _match(index, number, WORDS + WORDS_SPAN * share)


def nearly_written_so(
    index: Index, spelt: tuple[str, ...], allowed: Callable[[int], bool]
) -> Iterator[Match]:
    """Names which differ from the words by a few slips of the pen."""
    joined = "".join(spelt)
    limit = slips_allowed(joined)
    if not limit:
        return
    for number in _look_alikes(index, joined, allowed):
        fit = _nearness(index, number, joined, limit)
        if not fit and len(spelt) == 1:
            fit = _nearness_to_a_word(index, number, joined, limit)
        if fit:
            yield Match(number, fit - _loss(index, number), Reason.NEAR_SPELLING)


def slips_allowed(joined: str) -> int:
    """How many slips of the pen a text of this length may hold and still be recognised."""
    return sum(len(joined) >= length for length in (4, 7, 12))


def _match(index: Index, number: int, fit: float) -> Match:
    reason = Reason.FORMER_NAME if index.flags[number] & FORMER else Reason.NAME
    return Match(number, fit - _loss(index, number), reason)


def _most_promising(
    index: Index, run: range | set[int], joined: str, allowed: Callable[[int], bool]
) -> list[int]:
    """The names that will rank first among many which fit in the same way."""

    def promise(number: int) -> float:
        share = len(joined) / len(index.keys[number])
        return BEGINNING_SPAN * share + index.mass_of(number) - _loss(index, number)

    return nlargest(_KEPT, filter(allowed, run), key=promise)


def _loss(index: Index, number: int) -> float:
    flags = index.flags[number]
    return FORMER_LOSS * bool(flags & FORMER) + SHORT_LOSS * bool(flags & SHORTENED)


def _nearness(index: Index, number: int, joined: str, limit: int) -> float:
    name = index.keys[number]
    slips = distance(joined, name, limit)
    return 0.0 if slips > limit else NEAR * (1 - slips / max(len(joined), len(name)))


def _nearness_to_a_word(index: Index, number: int, joined: str, limit: int) -> float:
    """For "grenobel" where the name is Grenoble-Alpes-Métropole."""
    slips, length = min((distance(joined, word, limit), len(word)) for word in index.words_of(number))
    return 0.0 if slips > limit else NEAR_ONE_WORD * (1 - slips / max(len(joined), length))


def _look_alikes(index: Index, joined: str, allowed: Callable[[int], bool]) -> list[int]:
    """Names that share most groups of letters with the text, those of a like length first."""
    shared: Counter[int] = Counter()
    for posting in index.sharing_groups(joined):
        if len(posting) > _COMMON and len(shared) > _NEAR_CANDIDATES:
            break
        shared.update(posting)
    least = max(shared.values(), default=0) / 2
    length = len(joined)
    candidates = [
        (count - 0.3 * abs(len(index.keys[number]) - length), number)
        for number, count in shared.items()
        if count >= least and allowed(number)
    ]
    return [number for _, number in nlargest(_NEAR_CANDIDATES, candidates)]
