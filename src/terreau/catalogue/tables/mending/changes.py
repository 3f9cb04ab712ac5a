"""What a repair may change in a table: each change has a name, to accept it by, and a title in two languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from terreau.saying import Both


@dataclass(frozen=True)
class Change:
    """`title` is shown before anything is applied."""

    name: str
    title: Both


RENAMED = Change("columns", ("Colonnes renommées", "Columns renamed"))
ADDED = Change("columns", ("Colonnes ajoutées, vides", "Columns added, empty"))
LEFT_ASIDE = Change(
    "columns", ("Colonnes hors schéma laissées de côté", "Columns beyond the schema left out")
)
REORDERED = Change(
    "columns", ("Colonnes remises dans l’ordre du schéma", "Columns put back in the order of the schema")
)
EMPTY_COLUMNS = Change(
    "columns", ("Colonnes sans nom ni valeur laissées de côté", "Columns without a name or a value left out")
)
SWAP = Change(
    "swapped-coordinates",
    ("Longitude et latitude remises en ordre", "Longitude and latitude put back in order"),
)
"""Longitude and latitude put back where the schema allows both orders: only made when it is asked for by name."""
BLANK_ROWS = Change("blank-rows", ("Lignes vides retirées", "Empty rows left out"))
OF_TABLES = (RENAMED, ADDED, LEFT_ASIDE, REORDERED, EMPTY_COLUMNS, SWAP, BLANK_ROWS)
"""Those that are not made cell by cell; conversions are the others."""
