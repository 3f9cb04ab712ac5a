"""How much two column names say the same thing, whatever their case, accents, order of words and abbreviations."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from terreau.catalogue.tables.mending.conversions import folded

# Words that authorities use for one another; the first stands for the group.
_SAME = (
    ("code", "cod", "cd"),
    ("commune", "com", "ville", "municipalite"),
    ("insee", "cog"),
    ("identifiant", "id", "ident", "numero", "num", "no", "ref", "reference"),
    ("longitude", "lon", "long", "lng", "x"),
    ("latitude", "lat", "y"),
    ("coordonnees", "coord", "coordonneesxy", "xy", "geolocalisation", "position", "point"),
    ("adresse", "adr", "rue", "voie"),
    ("telephone", "tel", "phone"),
    ("courriel", "mail", "email", "mel", "contact"),
    ("date", "dat", "jour"),
    ("nombre", "nb", "nbr", "nbre", "quantite", "capacite"),
    ("postal", "cp"),
    ("nom", "libelle", "lib", "intitule", "designation", "denomination"),
    ("type", "typ", "categorie", "nature"),
    ("montant", "somme", "total"),
    ("collectivite", "coll", "organisme"),
    ("annee", "an", "millesime"),
    ("gratuit", "gratuite"),
    ("puissance", "kw"),
)
#: Names of numbers that only count the rows: they hold no code, whatever their digits look like.
RANKS = frozenset(("index", "rang", "ordre", "fid", "gid", "oid", "objectid", "unnamed", "ligne"))
_STANDARD = {word: group[0] for group in _SAME for word in group}
_FEW_LETTERS = 3
_LONG_WORD = 8
_EMPTY = {"de", "du", "des", "la", "le", "les", "d", "l", "et", "a", "au", "en"}


@lru_cache(maxsize=4096)
def words(label: str) -> frozenset[str]:
    """The meaningful words of a label: « NbPlaces_PMR » is {nombre, places, pmr}."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", label)
    found = re.split(r"[^a-z0-9]+", folded(spaced))
    return frozenset(
        _STANDARD.get(word, word.rstrip("s") or word) for word in found if word and word not in _EMPTY
    )


# Words that any table may use: they do not tell one schema from another.
COMMON = frozenset(
    [
        "longitude",
        "latitude",
        "coordonnees",
        "adresse",
        "telephone",
        "courriel",
        "date",
        "heure",
        "debut",
        "fin",
        "nom",
        "code",
        "commune",
        "insee",
        "postal",
        "identifiant",
        "type",
        "description",
        "titre",
        "annee",
        "site",
        "url",
        "web",
        "source",
        "maj",
        "unite",
    ]
)


@lru_cache(maxsize=4096)
def weight(label: str) -> float:
    """How much a column of this name tells about the schema: little where any table may have it."""
    said = words(label)
    return 0.3 if said and said <= COMMON else 1.0


def is_rank(label: str) -> bool:
    """Whether a column only numbers the rows, by its name."""
    return bool(words(label) & RANKS)


def likeness(label: str, name: str, title: str = "") -> float:
    """From 0 to 1. The title of a field counts a little less than its name."""
    return max(_likeness(label, name), 0.95 * _likeness(label, title) if title else 0.0)


def _likeness(one: str, other: str) -> float:  # noqa: PLR0911 - one answer per way of being alike
    if one == other or _folded(one) == _folded(other):
        return 1.0
    left, right = words(one), words(other)
    if not left or not right:
        return 0.0
    if left == right:
        return 0.95
    shared = len(left & right) / len(left | right)
    tight_one, tight_other = _tight(one), _tight(other)
    if tight_one == tight_other:
        return 0.97
    # Letters are only compared where they may be alike: this is by far the slowest look.
    near = (
        not shared
        and tight_one[:2] == tight_other[:2]
        and abs(len(tight_one) - len(tight_other)) <= _FEW_LETTERS
    )
    if (left < right or right < left) and not left & right <= COMMON:
        # « ESPECE » for « espece_arbre »: the rest of the name is that of the whole table.
        return max(0.9 * shared, 0.65)
    if not shared and (_within(tight_one, right) or _within(tight_other, left)):
        return 0.6
    spelling = SequenceMatcher(None, tight_one, tight_other).ratio() if near else 0.0
    return max(0.9 * shared, 0.85 * spelling if spelling > 0.8 else 0.0)  # noqa: PLR2004 - below, letters meet by chance


def _within(tight: str, said: frozenset[str]) -> bool:
    """A long word of one name inside the other, written without blanks: « ANNEEDEPLANTATION »."""
    return any(len(word) >= _LONG_WORD and word in tight for word in said)


@lru_cache(maxsize=4096)
def _tight(label: str) -> str:
    return re.sub(r"\W|_", "", folded(label))


@lru_cache(maxsize=4096)
def _folded(label: str) -> str:
    return folded(label)
