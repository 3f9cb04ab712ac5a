"""Numbers very far from the others of their column: an error of unit, a slip of the decimal point."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from terreau.catalogue.tables.compiler.sql import column
from terreau.catalogue.tables.knowing.labels import RANKS, words
from terreau.catalogue.tables.plausible.signs import Outlier, of_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from terreau.catalogue.tables.checking.finding import Finding
    from terreau.catalogue.tables.reading.workspace import Workspace

_FAR = 10.0  # interquartile ranges beyond the quartiles: only what no distribution explains
#: The same on a scale of orders of magnitude.
_FAR_TIMES = 3.3
#: Numbers that name, place or date something: none is too far from the others.
_UNMEASURED = RANKS | frozenset(
    (
        *(
            "code",
            "insee",
            "siret",
            "siren",
            "identifiant",
            "telephone",
            "postal",
            "annee",
            "date",
            "mod",
            "type",
        ),
        *(
            "longitude",
            "latitude",
            "coordonnees",
            "departement",
            "region",
            "epci",
            "arrondissement",
            "canton",
        ),
    )
)


def outliers(n: int, label: str, workspace: Workspace) -> Iterator[Finding]:
    """One finding for a column of measures; the table `looked` holds the cells."""
    if words(label) & _UNMEASURED:
        return
    cell = f"try_cast(replace({column(n)}, ',', '.') AS DOUBLE)"
    row = workspace.query(
        f"SELECT quantile_cont({cell}, 0.25), quantile_cont({cell}, 0.75), count({cell}), count({column(n)}) FROM looked"
    ).fetchone()
    if not row or row[0] is None or row[2] < 50 or row[2] < 0.9 * row[3] or row[1] <= row[0]:  # noqa: PLR2004 - too few to tell
        return
    reach = _FAR * (row[1] - row[0])
    beyond = f"({cell} < {row[0] - reach} OR {cell} > {row[1] + reach})"
    if row[0] >= 0:
        # Populations run from ten to two millions: what is far is far in orders of magnitude too.
        low, high = math.log1p(row[0]), math.log1p(row[1])
        beyond += f" AND ({cell} < 0 OR ln(1 + greatest({cell}, 0)) > {high + _FAR_TIMES * (high - low)})"
    found = workspace.query(f"SELECT rowid + 1 FROM looked WHERE {beyond} ORDER BY 1").fetchall()
    if found:
        yield of_rows(Outlier, label, [one[0] for one in found])
