"""Names and questions brought to one spelling: no accents, no abbreviations, words in lower case."""

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae", "ß": "ss", "ÿ": "y"})
_SUR = re.compile(r"\bs/s?\s*(?=\w)", re.IGNORECASE)
_WORD = re.compile(r"[a-z0-9]+")
_ORDINAL = re.compile(r"(\d{1,2})(?:er|ere|e|eme|ieme|nd|nde|th)")

ABBREVIATIONS = {
    "st": "saint",
    "ste": "sainte",
    "sts": "saints",
    "stes": "saintes",
    "mt": "mont",
    "nd": "notre dame",
}
ARRONDISSEMENT = frozenset({"arrondissement", "arrondissements", "arrdt", "arrt", "arr"})

LITTLE_WORDS = frozenset(
    {"l", "le", "la", "les", "los", "d", "de", "du", "des", "en", "et", "a", "au", "aux"}
)
"""Words that people leave out or write wrong: "isle abeau" for L'Isle-d'Abeau. "sur" and "sous" tell places
apart."""


def words(text: str) -> list[str]:
    """Words of a text, in one spelling: "St-Martin d'Hères" gives saint, martin, d, heres."""
    spelt = _SUR.sub("sur ", text.translate(_LIGATURES))
    plain = unicodedata.normalize("NFKD", spelt.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    found: list[str] = []
    for word in _WORD.findall(plain):
        ordinal = _ORDINAL.fullmatch(word)
        if ordinal:
            found.append(ordinal[1])
        elif word not in ARRONDISSEMENT:
            found += ABBREVIATIONS.get(word, word).split()
    return found


def core(spelt: list[str]) -> list[str]:
    """Words without the little ones, unless nothing else is there."""
    return [word for word in spelt if word not in LITTLE_WORDS] or spelt


def key(spelt: list[str]) -> str:
    """One unbroken text for comparing names whatever blanks and hyphens they are written with."""
    return "".join(core(spelt))


def trigrams(joined: str) -> set[str]:
    """Groups of three letters, ends marked, by which near spellings are found."""
    marked = f"^{joined}$"
    return {marked[start : start + 3] for start in range(len(marked) - 2)}


def distance(one: str, other: str, limit: int) -> int:
    """Slips of the pen between two texts: letters added, left out, changed, or two swapped.

    Optimal string alignment (restricted Damerau-Levenshtein); gives limit + 1 as soon as there are more.
    """
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, sign in enumerate(one, 1):
        row = [i]
        for j, facing in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (sign != facing))
            if i > 1 and j > 1 and sign == other[j - 2] and one[i - 2] == facing:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before, last = last, row
    return min(last[-1], limit + 1)
