"""Facts about territories in columns rather than objects: the whole country fits in a few megabytes."""

from __future__ import annotations

from array import array
from math import log10
from sys import intern
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from terreau.territories.gazetteer.entries import Entry, Former, Kind

_UNKNOWN = -1

_RANK: dict[Kind, float] = {"commune": 0.0, "epci": 0.1, "departement": 0.2, "region": 0.3}
"""Between namesakes of equal population (Paris, La Réunion), the smallest territory comes first."""


class Columns:
    """One row an entry; the entries themselves are not kept."""

    def __init__(self) -> None:
        self.refs: list[str] = []
        self.names: list[str] = []
        self.kinds: list[Kind] = []
        self.natures: list[str] = []
        self.departements: list[str] = []
        self.departement_names: dict[str, str] = {}
        self.former: dict[int, tuple[Former, ...]] = {}
        self.mass = array("f")
        """What settles between names that fit equally: inhabitants, where ten times more counts one more."""
        self._populations = array("i")

    def __len__(self) -> int:
        return len(self.refs)

    def add(self, entry: Entry) -> int:
        """Keep an entry; gives its row."""
        self.refs.append(entry.ref)
        self.names.append(entry.name)
        self.kinds.append(entry.kind)
        self.natures.append(intern(entry.nature))
        self.departements.append(intern(entry.departement_code))
        if entry.departement_name:
            self.departement_names.setdefault(entry.departement_code, entry.departement_name)
        self.mass.append(log10((entry.population or 0) + 1) - _RANK[entry.kind])
        self._populations.append(_UNKNOWN if entry.population is None else entry.population)
        row = len(self.refs) - 1
        if entry.former:
            self.former[row] = tuple(entry.former)
        return row

    def departement_keys(self) -> Iterable[tuple[str, str]]:
        """Name and code of every département."""
        return (
            (self.names[row], self.refs[row]) for row in range(len(self)) if self.kinds[row] == "departement"
        )

    def population(self, row: int) -> int | None:
        """Inhabitants, where known."""
        return None if self._populations[row] == _UNKNOWN else self._populations[row]
