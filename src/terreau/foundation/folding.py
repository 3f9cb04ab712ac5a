"""Words without case, accents or ligatures, for all who compare what people write. Knows no Django."""

from __future__ import annotations

import re
import unicodedata

#: Characters of one word that are kept.
LONGEST_WORD = 40

SIGNS = str.maketrans(
    {"’": "'", "ʼ": "'", "`": "'", "‐": "-", "‑": "-", "–": "-", "œ": "oe", "æ": "ae", "ß": "ss"}
)


def fold(word: str) -> str:
    """`word` in lower case, without accents or ligatures, cut at 40 characters."""
    split = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).lower().translate(SIGNS))
    return re.sub(r"[\W_]+", "", "".join(sign for sign in split if not unicodedata.combining(sign)))[
        :LONGEST_WORD
    ]
