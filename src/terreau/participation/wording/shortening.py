"""What changed, with a little of what stands around: the whole of a long text hides its one new word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.participation.wording.comparing import Piece, Sort

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Characters kept on each side of a change, the longest passage shown whole, and how many passages.
AROUND, LONGEST, MOST = 160, 3_000, 120


def shorten(pieces: Sequence[Piece], most: int = MOST) -> list[Piece]:
    """The same without what is far from any change; each `cut` says how many characters were left out."""
    shown = list(_shorter(pieces))
    if len(shown) <= most:
        return shown
    left = sum(len(piece.text) + piece.cut for piece in shown[most:])
    return [*shown[:most], Piece(Sort.KEPT, "", left)]


def _shorter(pieces: Sequence[Piece]) -> Iterator[Piece]:
    for place, piece in enumerate(pieces):
        if piece.sort is not Sort.KEPT:
            yield _head(piece, LONGEST)
            continue
        first, last = place == 0, place == len(pieces) - 1
        if len(piece.text) <= 2 * AROUND or (first and last):
            yield _head(piece, LONGEST)
        elif last:
            yield _head(piece, AROUND)
        else:
            tail = _tail(piece.text)
            head = "" if first else _head(piece, AROUND).text
            yield Piece(Sort.KEPT, head, len(piece.text) - len(head) - len(tail))
            yield Piece(Sort.KEPT, tail)


def _head(piece: Piece, most: int) -> Piece:
    """The beginning, up to the end of a word."""
    if len(piece.text) <= most:
        return piece
    kept = piece.text[:most]
    kept = kept[: kept.rfind(" ") + 1] or kept
    return Piece(piece.sort, kept, len(piece.text) - len(kept))


def _tail(text: str) -> str:
    """The end, from the beginning of a word."""
    kept = text[-AROUND:]
    return kept[kept.find(" ") + 1 :] or kept
