"""Two versions of a table: rows added, removed and changed, and what became of the columns."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from terreau.catalogue.tables.compiler.sql import column
from terreau.catalogue.tables.reading.evenness import demand_even_table
from terreau.catalogue.tables.reading.opening import with_table
from terreau.catalogue.tables.refusals import BadOption
from terreau.saying import chosen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from terreau.catalogue.tables.reading.options import Options
    from terreau.catalogue.tables.reading.table import Table
    from terreau.catalogue.tables.reading.workspace import Workspace
    from terreau.saying import Both

_CHUNK = 10_000


@dataclass(frozen=True)
class Drift:
    """What became of a column, or of their order."""

    change: str
    field: str
    said: Both

    def as_data(self, lang: str = "fr") -> dict[str, str]:
        return {"change": self.change, "field": self.field, "message": chosen(self.said, lang)}


@dataclass(frozen=True)
class Difference:
    """`key` names the columns by which rows are recognised. The rows stay in the workspace."""

    before: Path
    after: Path
    key: tuple[str, ...]
    shared: tuple[str, ...]
    drift: tuple[Drift, ...]
    workspace: Workspace

    @property
    def schema(self) -> tuple[dict[str, str], ...]:
        """What became of the columns, in French."""
        return self.schema_said()

    def schema_said(self, lang: str = "fr") -> tuple[dict[str, str], ...]:
        """The same; `lang` is "fr", or any other for English."""
        return tuple(one.as_data(lang) for one in self.drift)

    def rows(self, side: str, limit: int | None = None) -> list[dict[str, str]]:
        """The rows only in `added` (the new version) or only in `removed` (the old one)."""
        here, there = ("new", "old") if side == "added" else ("old", "new")
        labels = [
            row[0]
            for row in self.workspace.query(f"SELECT label FROM {here}_labels ORDER BY place").fetchall()
        ]
        names = ", ".join(f"h.{column(n)}" for n in range(len(labels)))
        cut = f" LIMIT {int(limit)}" if limit is not None else ""
        found = self.workspace.query(
            f"SELECT {names} FROM {here} h ANTI JOIN {there} t ON h.key = t.key AND h.nth = t.nth ORDER BY h.row{cut}"
        ).fetchall()
        return [{label: value or "" for label, value in zip(labels, row, strict=True)} for row in found]

    def changes(self, limit: int | None = None) -> Iterator[dict[str, Any]]:
        """Every cell that changed in a row present on both sides."""
        old, new = (_places(side, self.workspace) for side in ("old", "new"))
        done = 0
        for label in self.shared:
            before, after = f"o.{column(old[label])}", f"n.{column(new[label])}"
            result = self.workspace.query(
                f"SELECT o.key, coalesce({before}, ''), coalesce({after}, '') FROM old o JOIN new n ON o.key = n.key "
                f"AND o.nth = n.nth WHERE coalesce({before}, '') <> coalesce({after}, '') ORDER BY n.row"
            )
            while rows := result.fetchmany(_CHUNK):
                for key, was, becomes in rows:
                    if limit is not None and done >= limit:
                        return
                    done += 1
                    yield {"key": key, "field": label, "before": was, "after": becomes}


def compare(
    before: str | Path,
    after: str | Path,
    workspace: Workspace,
    *,
    key: Sequence[str] = (),
    options: Options | None = None,
) -> Difference:
    """Compare two files.

    Without a key, the first column whose values are unique on both sides, else the whole row. Raises `BadOption` for a key that is not a column of both.
    """
    old = with_table(before, workspace, options, lambda table: _load(table, "old", workspace))
    new = with_table(after, workspace, options, lambda table: _load(table, "new", workspace))
    shared = [label for label in old if label in new]
    for name in key:
        if name not in shared:
            raise BadOption(
                reason=(
                    f"La clé « {name} » n’est pas une colonne des deux fichiers",
                    f"The key “{name}” is not a column of both files",
                )
            )
    chosen = tuple(key) or _unique(shared, workspace) or tuple(shared)
    if not chosen:
        raise BadOption(
            reason=("Les deux fichiers n’ont aucune colonne en commun", "The two files share no column")
        )
    for side in ("old", "new"):
        _key(side, chosen, workspace)
    return Difference(Path(before), Path(after), chosen, tuple(shared), tuple(_drift(old, new)), workspace)


def _load(table: Table, side: str, workspace: Workspace) -> tuple[str, ...]:
    demand_even_table(table, workspace)
    names = ", ".join(column(n) for n in range(table.width))
    workspace.query(f"CREATE OR REPLACE TABLE raw_{side} AS SELECT {names} FROM ({table.relation})")
    workspace.query(
        f"CREATE OR REPLACE TABLE {side}_labels AS SELECT unnest($1) AS label, unnest($2) AS place",
        list(table.labels),
        list(range(table.width)),
    )
    return table.labels


def _places(side: str, workspace: Workspace) -> dict[str, int]:
    rows = workspace.query(f"SELECT label, place FROM {side}_labels ORDER BY place DESC").fetchall()
    return dict(rows)


def _unique(shared: Sequence[str], workspace: Workspace) -> tuple[str, ...]:
    places = {side: _places(side, workspace) for side in ("old", "new")}
    for label in shared:
        cells = {side: column(places[side][label]) for side in places}
        counts = [
            workspace.query(f"SELECT count(*) = count(DISTINCT {cell}) FROM raw_{side}").fetchone()
            for side, cell in cells.items()
        ]
        if all(row and row[0] for row in counts):
            return (label,)
    return ()


def _key(side: str, chosen: tuple[str, ...], workspace: Workspace) -> None:
    places = _places(side, workspace)
    cells = [f"coalesce({column(places[label])}, '')" for label in chosen]
    # Rows that share a key are taken in their order: the second meets the second.
    workspace.query(
        f"CREATE OR REPLACE TABLE {side} AS SELECT *, row_number() OVER (PARTITION BY key ORDER BY row) AS nth FROM "
        f"(SELECT *, rowid + 1 AS row, concat_ws(' | ', {', '.join(cells)}) AS key FROM raw_{side})"
    )


def _drift(old: Sequence[str], new: Sequence[str]) -> Iterator[Drift]:
    for label in new:
        if label not in old:
            said = (f"La colonne « {label} » est nouvelle.", f"The column “{label}” is new.")
            yield Drift("column-added", label, said)
    for label in old:
        if label not in new:
            said = (f"La colonne « {label} » a disparu.", f"The column “{label}” is gone.")
            yield Drift("column-removed", label, said)
    kept_old, kept_new = [one for one in old if one in new], [one for one in new if one in old]
    if kept_old != kept_new:
        said = (
            "Les colonnes ne sont plus dans le même ordre.",
            "The columns are no longer in the same order.",
        )
        yield Drift("columns-moved", "", said)
