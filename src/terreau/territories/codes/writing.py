"""Reading what people write: spaces, dots and hyphens between digits, lower case, full-width digits."""

import re

_BETWEEN = re.compile(r"[\s.\-_\u2010-\u2015]+")
_FULL_WIDTH = {0xFF00 + offset: 0x20 + offset for offset in range(1, 0x5F)}
"""Full-width letters and digits, as some keyboards and forms write them; no other sign stands for a digit."""

LONGEST = 64
"""Longer texts are no code; they are cut before any other work so that a huge one costs nothing."""


def compact(text: str) -> str:
    """The text without what people put between digits, in upper case."""
    return _BETWEEN.sub("", text[:LONGEST].translate(_FULL_WIDTH)).upper()


def is_digits(text: str) -> bool:
    """True for ASCII digits only: str.isdigit() also accepts superscripts and other scripts."""
    return text.isascii() and text.isdigit()
