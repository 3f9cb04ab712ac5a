"""A rare value that differs by one sign from the usual one of its column: « 24/4 » among « 24/7 »."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.catalogue.tables.checking.finding import Finding
from terreau.catalogue.tables.compiler.sql import column
from terreau.catalogue.tables.knowing.labels import words
from terreau.catalogue.tables.mending.conversions import folded
from terreau.catalogue.tables.plausible.signs import NearValue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from terreau.catalogue.tables.reading.table import Table
    from terreau.catalogue.tables.reading.workspace import Workspace

#: A column of more different values names its rows rather than sorting them.
_KINDS = 60
#: What is said once or twice beside something said at least so many times more.
_RARE, _TIMES = 2, 5
_SHORTEST = 4
_SHOWN = 60
#: Shares of the filled cells that the usual value has when two values differ by a figure: « Zone 1 », « Zone 2 ».
_USUAL = 0.5
#: How spreadsheets write yes and no makes no difference.
_FLAGS = frozenset(("true", "false", "vrai", "faux"))
_APART = frozenset(
    ("identifiant", "code", "siren", "siret", "insee", "postal", "telephone", "date", "heure", "url", "annee")
)


def near_values(table: Table, workspace: Workspace) -> Iterator[Finding]:
    """One finding for each value that looks like a slip; the table `looked` holds the cells."""
    for n, label in enumerate(table.labels):
        if words(label) & _APART:
            continue
        counts = _kinds(n, workspace)
        filled = sum(counts.values())
        for rare, times in counts.items():
            usual = next((one for one in counts if _slip(rare, one, counts, filled)), None)
            if usual is not None:
                yield _said(n, label, rare, times, usual, workspace)


def _kinds(n: int, workspace: Workspace) -> dict[str, int]:
    """The values of a column that sorts its rows, the usual first; nothing for one that names them."""
    rows = workspace.query(
        f"SELECT trim({column(n)}) AS v, count(*) FROM looked WHERE v <> '' GROUP BY v ORDER BY 2 DESC, v LIMIT {_KINDS + 1}"
    ).fetchall()
    return dict(rows) if len(rows) <= _KINDS else {}


def _slip(rare: str, usual: str, counts: dict[str, int], filled: int) -> bool:
    if (
        counts[rare] > _RARE
        or counts[usual] < _TIMES * counts[rare]
        or min(len(rare), len(usual)) < _SHORTEST
    ):
        return False
    if rare.replace(".", "").isdigit() or usual.replace(".", "").isdigit():
        return False
    one, other = folded(rare), folded(usual)
    if one == other:
        return one not in _FLAGS  # the same letters: capitals or accents
    place = _differs(one, other)
    if place is None:
        return False
    figure = any(text[place : place + 1].isdigit() for text in (one, other))
    if not figure:
        return True
    # « Zone 1 » and « Zone 2 » go on with « Zone 3 »: only one that stands alone is a slip.
    near = sum(one != usual and _differs(folded(one), other) is not None for one in counts)
    return near == 1 and counts[usual] >= _USUAL * filled


def _differs(one: str, other: str) -> int | None:
    """Where two texts differ, when by one sign only: replaced, added, left out; None otherwise."""
    if abs(len(one) - len(other)) > 1:
        return None
    at = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    rests = {
        0: (one[at + 1 :], other[at + 1 :]),
        1: (one[at + 1 :], other[at:]),
        -1: (one[at:], other[at + 1 :]),
    }[len(one) - len(other)]
    return at if rests[0] == rests[1] else None


def _said(n: int, label: str, rare: str, times: int, usual: str, workspace: Workspace) -> Finding:
    rows = workspace.query(
        f"SELECT rowid + 1 FROM looked WHERE trim({column(n)}) = $1 ORDER BY 1", rare
    ).fetchall()
    words = {"rare": rare[:_SHOWN], "usual": usual[:_SHOWN]}
    return Finding(NearValue, label, times, tuple(one[0] for one in rows), words)
