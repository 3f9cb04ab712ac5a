"""The names in memory, numbered in the order of their keys: those that start alike stand in one run."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from terreau.territories.gazetteer.levels import strip_level
from terreau.territories.gazetteer.spelling import core, key, trigrams, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from terreau.territories.gazetteer.columns import Columns

FORMER = 1
SHORTENED = 2
"""An EPCI's name without its level: "grenoble alpes" for Grenoble-Alpes-Métropole."""

_LAST = "\U0010ffff"


class Index:
    """Names searchable by beginning, by word and by groups of three letters."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        named = sorted(_names(columns))
        self.keys = [item[0] for item in named]
        self.owner = array("I", (item[1] for item in named))
        self.flags = bytes(item[2] for item in named)
        self._former_rank = array("h", (item[3] for item in named))
        self._words: dict[str, array[int]] = defaultdict(lambda: array("I"))
        self._groups: dict[str, array[int]] = defaultdict(lambda: array("I"))
        for number, joined in enumerate(self.keys):
            for word in set(self.words_of(number)):
                self._words[word].append(number)
            for group in trigrams(joined):
                self._groups[group].append(number)
        self._vocabulary = sorted(self._words)

    def __len__(self) -> int:
        return len(self.keys)

    def text(self, number: int) -> str:
        """The name as it is written: the one of today, or the former one."""
        row, rank = self.owner[number], self._former_rank[number]
        return self._columns.names[row] if rank < 0 else self._columns.former[row][rank].name

    def words_of(self, number: int) -> list[str]:
        """The words of a name that count, in one spelling."""
        spelt = core(words(self.text(number)))
        return strip_level(spelt) if self.flags[number] & SHORTENED else spelt

    def mass_of(self, number: int) -> float:
        """Weight of the territory that bears the name."""
        return self._columns.mass[self.owner[number]]

    def starting_with(self, joined: str) -> range:
        """Names whose key starts so."""
        return range(bisect_left(self.keys, joined), bisect_left(self.keys, joined + _LAST))

    def with_words(self, wanted: tuple[str, ...]) -> set[int]:
        """Names that have all these words, the last of which may be unfinished."""
        *whole, last = wanted
        unfinished = slice(bisect_left(self._vocabulary, last), bisect_left(self._vocabulary, last + _LAST))
        found: set[int] = set()
        for word in self._vocabulary[unfinished]:
            found.update(self._words[word])
        for word in whole:
            found.intersection_update(self._words.get(word, ()))
        return found

    def sharing_groups(self, joined: str) -> list[array[int]]:
        """For each group of three letters of a text, the names that have it; rarest groups first."""
        return sorted((self._groups[group] for group in trigrams(joined) if group in self._groups), key=len)


def _names(columns: Columns) -> Iterator[tuple[str, int, int, int]]:
    """Key, row of the territory, flags, and rank of the former name (-1 for the name of today)."""
    for row, name in enumerate(columns.names):
        spelt = words(name)
        yield key(spelt), row, 0, -1
        if columns.kinds[row] == "epci":
            short = strip_level(core(spelt))
            if short != core(spelt):
                yield "".join(short), row, SHORTENED, -1
        for rank, former in enumerate(columns.former.get(row, ())):
            spelt_former = words(former.name)
            if spelt_former and spelt_former != spelt:
                yield key(spelt_former), row, FORMER, rank
