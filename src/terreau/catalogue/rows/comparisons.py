"""The comparisons a filter may use: their words on pages and in programs, and their SQL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from terreau.catalogue.rows.columns import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_ALL = frozenset(Kind)
_ORDERED = _ALL - {Kind.BOOLEAN}


@dataclass(frozen=True)
class Comparison:
    """`french` stands in addresses of pages, `english` in those of the API; both are read at both doors.

    English words are those of the tabular API of data.gouv.fr (https://tabular-api.data.gouv.fr/api/doc),
    so that a program written for one reads the other. `several`: the values of one filter are alternatives.
    `folded`: small and capital letters and accents make no difference.
    """

    french: str
    english: str
    label: str
    kinds: frozenset[Kind]
    sql: Callable[[str, str], str]
    several: bool = False
    folded: bool = False
    flag: bool = False
    upper: bool = False


def folded(sql: str) -> str:
    """A text without capitals nor accents."""
    return f"strip_accents(lower({sql}))"


def spellings(value: str) -> list[str]:
    """A text with œ and æ as two letters and, when it has such letters, with them joined: both are written."""
    apart = value
    for joined, letters in (("œ", "oe"), ("Œ", "oe"), ("æ", "ae"), ("Æ", "ae")):
        apart = apart.replace(joined, letters)
    together = apart.lower().replace("oe", "œ").replace("ae", "æ")
    return [apart, together] if together != apart.lower() else [apart]


def within(folded_cell: str, places: Sequence[str]) -> str:
    """Whether a folded text holds one of these bound values."""
    return " OR ".join(f"contains({folded_cell}, {folded(place)})" for place in places)


COMPARISONS = (
    Comparison("egal", "exact", "est", _ALL, lambda cell, value: f"{cell} = {value}"),
    Comparison(
        "contient",
        "contains",
        "contient",
        frozenset({Kind.TEXT}),
        lambda cell, value: within(folded(cell), [value]),
        folded=True,
    ),
    Comparison("de", "greater", "à partir de", _ORDERED, lambda cell, value: f"{cell} >= {value}"),
    Comparison("a", "less", "jusqu’à", _ORDERED, lambda cell, value: f"{cell} <= {value}", upper=True),
    Comparison("parmi", "in", "est parmi", _ALL, lambda cell, value: f"{cell} = {value}", several=True),
    Comparison("vide", "isnull", "est vide", _ALL, lambda cell, _value: empty(cell), flag=True),
)

BY_WORD = {word: one for one in COMPARISONS for word in (one.french, one.english)}


def empty(cell: str) -> str:
    """Whether a cell holds nothing: no value, or a text of no letter."""
    return f"({cell} IS NULL OR CAST({cell} AS VARCHAR) = '')"
