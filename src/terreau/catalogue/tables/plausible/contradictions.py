"""Rows that say different things of the same object: one station, two names, two addresses, two places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.catalogue.tables.compiler.sql import column
from terreau.catalogue.tables.knowing.labels import COMMON, words
from terreau.catalogue.tables.plausible.signs import Contradiction, of_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from terreau.catalogue.tables.checking.finding import Finding
    from terreau.catalogue.tables.reading.table import Table
    from terreau.catalogue.tables.reading.workspace import Workspace

_LEAST_SHARE = 0.02
#: What an object has one of, whatever the name of its column.
_OF_A_PLACE = frozenset(("coordonnees", "longitude", "latitude"))
#: Objects that stand somewhere.
_PLACES = frozenset(("station", "lieu", "site", "equipement", "parking", "arret", "place", "point", "borne"))
_MOVING = frozenset(("date", "heure", "debut", "fin", "maj", "identifiant"))


def contradictions(table: Table, workspace: Workspace) -> Iterator[Finding]:
    """One finding for each column that should say one thing of an object; the table `looked` holds the cells."""
    said = [words(label) for label in table.labels]
    for key, own in enumerate(said):
        subject = own - COMMON - {"identifiant"}
        if "identifiant" not in own or not subject or not _identifies(key, workspace):
            continue
        for other in _about(key, subject, said):
            rows = _several(key, other, workspace)
            if rows:
                yield of_rows(Contradiction, table.labels[other], rows, key=table.labels[key])


def _identifies(key: int, workspace: Workspace) -> bool:
    """Whether a column has many different values: one that says yes or no of an identifier has two."""
    row = workspace.query(
        f"SELECT count(DISTINCT {column(key)}), count({column(key)}) FROM looked"
    ).fetchone()
    return bool(row) and row[0] > 2 and row[0] >= _LEAST_SHARE * row[1]  # type: ignore[index]  # noqa: PLR2004


def _about(key: int, subject: frozenset[str], said: Sequence[frozenset[str]]) -> Iterator[int]:
    """Columns that speak of the object which a column of identifiers names: « nom_station » of « id_station »."""
    for other, named in enumerate(said):
        if other == key or named & _MOVING:
            continue
        if named & subject or (named & _OF_A_PLACE and subject & _PLACES and len(named) == 1):
            yield other


def _several(key: int, other: int, workspace: Workspace) -> list[int]:
    """Rows of the objects of which the column says several things."""
    found = workspace.query(
        f"SELECT rowid + 1 FROM looked WHERE {column(key)} IN (SELECT {column(key)} FROM looked "
        f"WHERE {column(key)} <> '' AND {column(other)} <> '' GROUP BY 1 HAVING count(DISTINCT {column(other)}) > 1) "
        "ORDER BY 1"
    ).fetchall()
    return [one[0] for one in found]
