"""Two texts compared: lines first, then the words of the lines that changed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from terreau.participation.wording.myers import Budget, runs
from terreau.participation.wording.words import lines, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Steps for one text: some tenths of a second on a slow machine.
MOST_STEPS = 200_000


class Sort(Enum):
    """What became of a piece of text."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    """A piece of text, and what became of it. `cut` counts the characters left out after it."""

    sort: Sort
    text: str
    cut: int = 0


def compare(before: str, after: str, steps: int = MOST_STEPS) -> list[Piece]:
    """What was kept, removed and added, in the order of reading.

    Put together, what is kept and removed is `before`, what is kept and added is `after`. Past `steps`, what
    remains is told as removed whole and added whole.
    """
    budget = Budget(steps)
    old, new = lines(before), lines(after)
    found: list[Piece] = []
    for run in runs(old, new, budget):
        if run.same:
            found.append(Piece(Sort.KEPT, "".join(old[run.a : run.b])))
        else:
            found += _words("".join(old[run.a : run.b]), "".join(new[run.c : run.d]), budget)
    return list(_joined(found))


def _words(before: str, after: str, budget: Budget) -> Iterator[Piece]:
    """The words of two passages; a space between two changes goes with them, so that sentences stay whole."""
    old, new = words(before), words(after)
    removed = added = gap = ""
    for run in runs(old, new, budget):
        left, right = "".join(old[run.a : run.b]), "".join(new[run.c : run.d])
        if run.same and left.isspace() and (removed or added) and not gap:
            gap = left
        elif run.same:
            yield from _changed(removed, added)
            yield Piece(Sort.KEPT, gap + left)
            removed = added = gap = ""
        elif (removed + left).strip() and (added + right).strip():
            removed, added, gap = removed + gap + left, added + gap + right, ""
        else:
            yield from _changed(removed, added)
            yield Piece(Sort.KEPT, gap)
            removed, added, gap = left, right, ""
    yield from _changed(removed, added)
    yield Piece(Sort.KEPT, gap)


def _changed(removed: str, added: str) -> Iterator[Piece]:
    yield Piece(Sort.REMOVED, removed)
    yield Piece(Sort.ADDED, added)


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Neighbours of one sort as one piece, without empty ones."""
    last: Piece | None = None
    for piece in pieces:
        if not piece.text:
            continue
        if last is not None and last.sort == piece.sort:
            last = Piece(last.sort, last.text + piece.text)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last
