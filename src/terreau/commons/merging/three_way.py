"""Three-way merge by lines, as diff3 does.

Khanna, Kunal, Pierce, "A Formal Investigation of Diff3", 2007.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Pairs of like lines beyond which comparing could take seconds: such texts are left to people.
MOST_PAIRS = 400_000

Lines = list[str]


@dataclass(frozen=True)
class Overlap:
    """A passage that both changed, each in their own way: what it was, and what each made of it."""

    base: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class Merged:
    """Both changes together; `overlaps` is empty when that could be done, and `text` is then to be kept."""

    text: str
    overlaps: Sequence[Overlap] = ()

    @property
    def clean(self) -> bool:
        """Whether nothing has to be chosen."""
        return not self.overlaps


def merge(base: str, mine: str, theirs: str) -> Merged:
    """`mine` and `theirs`, both made from `base`, as one text.

    Passages that only one of them changed are taken from it; what both changed alike is taken once. Changes
    that touch are an overlap: nobody can know which order was meant.
    """
    if theirs in (mine, base):
        return Merged(mine)
    if mine == base:
        return Merged(theirs)
    old, left, right = (_lines(text) for text in (base, mine, theirs))
    if max(_pairs(old, left), _pairs(old, right)) > MOST_PAIRS:
        return Merged(mine, [Overlap(base, mine, theirs)])
    kept: Lines = []
    overlaps: list[Overlap] = []
    for was, one, other in _passages(old, left, right):
        if other in (one, was):
            kept += one
        elif one == was:
            kept += other
        else:
            overlaps.append(Overlap("".join(was), "".join(one), "".join(other)))
            kept += one
    return Merged("".join(kept), overlaps)


def _lines(text: str) -> Lines:
    """Lines with their ends; a last line without one is given one, so that adding after it is no overlap."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return (unified if unified.endswith("\n") or not unified else unified + "\n").splitlines(keepends=True)


def _pairs(one: Lines, other: Lines) -> int:
    counted = Counter(other)
    return sum(counted[line] for line in one)


def _same(old: Lines, new: Lines) -> list[int | None]:
    """For each line of `old`, where it stands in `new`; None where it is gone."""
    place: list[int | None] = [None] * len(old)
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            place[block.a + step] = block.b + step
    return place


def _passages(old: Lines, left: Lines, right: Lines) -> Iterator[tuple[Lines, Lines, Lines]]:
    """The three texts cut where all agree: what stands between two agreements, then each agreement."""
    in_left, in_right = _same(old, left), _same(old, right)
    a = b = c = 0
    for position, line in enumerate(old):
        one, other = in_left[position], in_right[position]
        if one is None or other is None:
            continue
        if (position, one, other) != (a, b, c):
            yield old[a:position], left[b:one], right[c:other]
        yield [line], [line], [line]
        a, b, c = position + 1, one + 1, other + 1
    yield old[a:], left[b:], right[c:]
