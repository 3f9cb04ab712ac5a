"""Names as people type them, made safe to show on one line."""

from __future__ import annotations

import unicodedata

#: Marks that turn the direction of what follows: a name could otherwise rewrite the sentence around it
#: (https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters).
_TURNING = {*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"}


def one_line(text: str) -> str:
    """`text` without control or direction marks, each run of spaces made one; line ends become spaces."""
    kept = (
        " " if unicodedata.category(letter) in {"Cc", "Zl", "Zp"} else letter
        for letter in text
        if letter not in _TURNING
    )
    return " ".join("".join(kept).split())
