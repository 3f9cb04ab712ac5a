"""Words compared as people compare them: without accents, capitals or punctuation."""

from __future__ import annotations

import re
import unicodedata

_SEPARATORS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Lower case words without accents, one space between: "L'Éclairage !" gives "l eclairage"."""
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _SEPARATORS.sub(" ", bare.casefold()).strip()
