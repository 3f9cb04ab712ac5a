"""A text in pieces that can be put together again."""

from __future__ import annotations

import re

#: A word, a run of spaces, or one sign of punctuation: joined, they are the text again.
_PIECES = re.compile(r"\w+|[^\S\n]+|\n+|[^\w\s]", re.UNICODE)
_LINES = re.compile(r"[^\n]*\n+|[^\n]+")


def words(text: str) -> list[str]:
    """Words, spaces and signs, in order."""
    return _PIECES.findall(text)


def lines(text: str) -> list[str]:
    """Lines, each with the line ends after it."""
    return _LINES.findall(text)
