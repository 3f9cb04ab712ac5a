"""French words as a search sees them: without case, accents, elisions, plurals or hyphens.

Knows neither Django nor the database, so that both databases are fed with the very same stems.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

from terreau.foundation.folding import LONGEST_WORD, SIGNS, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Characters of one text that are read; a need holds a few thousand at most.
LONGEST_TEXT = 60_000

_TOKEN = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_ELIDED = {
    "l",
    "d",
    "j",
    "m",
    "t",
    "s",
    "n",
    "c",
    "qu",
    "jusqu",
    "lorsqu",
    "puisqu",
    "quoiqu",
    "quelqu",
    "presqu",
}
# The stemmer knows the plural in -aux of words in -al, not of those in -ail, nor the two old ones.
_IRREGULAR = {
    "travaux": "travail",
    "vitraux": "vitrail",
    "baux": "bail",
    "emaux": "email",
    "yeux": "oeil",
    "cieux": "ciel",
}
# Cut, these would meet a word of another meaning that needs often hold: air, port.
_KEPT = {"aire", "porte"}
#: Words that say nothing of what a text is about, already without accents.
EMPTY_WORDS = frozenset(
    """a ai as au aux aussi avec bien c ca car ce ces cela cet cette ceux comme d dans de des donc dont du
    elle elles en est et ete etait etre eux faut il ils j je l la le les leur leurs lui m ma mais me meme mes
    moi mon n ne ni nos notre nous on ont or ou par pas peu plus pour qu que quand qui s sa sans se sera ses
    si son sont sous sur t ta te tes toi ton tres trop tu un une vos votre vous y""".split()  # noqa: SIM905
)
#: Below, a word is its own stem: there is nothing to cut.
SHORTEST_CUT = 4


class Word(NamedTuple):
    """A word as it was written (in lower case) and as it is compared."""

    shown: str
    folded: str


def tokens(text: str) -> Iterator[list[Word]]:
    """What stands between spaces, without elision, cut at its hyphens: "l'après-midi" gives après, midi."""
    plain = unicodedata.normalize("NFC", text[:LONGEST_TEXT]).lower().translate(SIGNS)
    for token in _TOKEN.findall(plain):
        parts = re.split(r"['-]", token)
        if len(parts) > 1 and parts[0] in _ELIDED:
            parts = parts[1:]
        folded = [Word(part[:LONGEST_WORD], fold(part)) for part in parts]
        if kept := [word for word in folded if word.folded]:
            yield kept


def words(text: str) -> Iterator[Word]:
    """The words of `text` in order; a compound gives its parts, then itself in one piece.

    "co-voiturage" is so found by "covoiturage" and by "co voiturage", "l'école" by "ecole".
    """
    for parts in tokens(text):
        yield from parts
        if len(parts) > 1:
            yield in_one_piece(parts)


def in_one_piece(parts: list[Word]) -> Word:
    """The compound without its hyphens."""
    shown = "".join(part.shown for part in parts)
    return Word(shown[:LONGEST_WORD], "".join(part.folded for part in parts)[:LONGEST_WORD])


@lru_cache(maxsize=20_000)
def stem(folded: str) -> str:
    """The part of a folded word that its plural, its feminine and its verb share.

    Snowball's French algorithm (https://snowballstem.org/algorithms/french/stemmer.html), given singulars: it
    leaves some plurals as they are ("vélos", "lieux") and cuts others otherwise ("hivers").
    """
    if len(folded) < SHORTEST_CUT or not folded.isalpha():
        return folded
    singular = _singular(folded)
    root = singular if singular in _KEPT else _stemmer().stemWord(singular)
    return root[:-1] if len(root) >= SHORTEST_CUT and root[-1] in "sx" and root[-2] in "aeiou" else root


def _singular(folded: str) -> str:
    if folded in _IRREGULAR:
        return _IRREGULAR[folded]
    if folded.endswith(("ss", "aux", "eux", "is")):  # Snowball knows these, and their feminine
        return folded
    return folded[:-1] if folded[-1] in "sx" else folded


def stems(text: str) -> str:
    """The stems of `text` in order, separated by spaces, empty words left out."""
    return " ".join(stem(word.folded) for word in words(text) if word.folded not in EMPTY_WORDS)


class Stemmer(Protocol):
    """What is used of the library, which is not typed."""

    def stemWord(self, word: str) -> str: ...  # noqa: N802 - its own name


@cache
def _stemmer() -> Stemmer:
    import snowballstemmer  # loads thirty languages, 0.3 s: only what searches or writes to the index pays it

    stemmer: Stemmer = snowballstemmer.stemmer("french")
    return stemmer
