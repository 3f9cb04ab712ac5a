"""French words that say the same thing, from a small file of ours."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: The stems of a word or of several that go together.
Phrase: TypeAlias = "tuple[str, ...]"


@dataclass
class Synonyms:
    """For each phrase, the others that say the same, with the words as they are written in the file."""

    said: dict[Phrase, dict[Phrase, str]] = field(default_factory=lambda: defaultdict(dict))
    _stems: set[str] = field(default_factory=set)

    @property
    def stems(self) -> set[str]:
        """Every stem of the file."""
        if not self._stems:
            self._stems = {stem for phrase in self.said for stem in phrase}
        return self._stems

    def of(self, phrase: Phrase) -> dict[Phrase, str]:
        """What says the same as this phrase: stems, and words to show."""
        return self.said.get(phrase, {})


@cache
def shipped(stems: Callable[[str], str]) -> Synonyms:
    """The synonyms that come with the program."""
    return read(Path(__file__).with_name("synonyms.txt").read_text(encoding="utf-8"), stems)


def read(text: str, stems: Callable[[str], str]) -> Synonyms:
    """Read lines "a, b, c" and "a, b > c, d"; blank lines and lines that begin with # are passed over."""
    known = Synonyms()
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        asked, arrow, found = line.partition(">")
        left = dict(_phrases(asked, stems))
        right = dict(_phrases(found, stems)) if arrow else left
        for phrase in left:
            known.said[phrase].update({one: words for one, words in right.items() if one != phrase})
    return known


def _phrases(said: str, stems: Callable[[str], str]) -> Iterator[tuple[Phrase, str]]:
    for words in said.split(","):
        if phrase := tuple(stems(words).split()):
            yield phrase, words.strip()
