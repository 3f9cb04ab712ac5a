"""Values that must be unique, primary keys and foreign keys, compared as values ("01" and "1" are one integer)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from terreau.catalogue.tables.cells.readers import reader_of
from terreau.catalogue.tables.checking.marks import line_sql
from terreau.catalogue.tables.compiler.plan import ABSENT, Wrong
from terreau.catalogue.tables.compiler.sql import among, column
from terreau.catalogue.tables.compiler.sure import sure_type
from terreau.catalogue.tables.rules.row import ForeignKey, PrimaryKey, PrimaryKeyBlank, Unique
from terreau.catalogue.tables.rules.table import ReferenceAbsent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from terreau.catalogue.tables.checking.ledger import Ledger
    from terreau.catalogue.tables.reading.table import Table
    from terreau.catalogue.tables.reading.workspace import Workspace
    from terreau.catalogue.tables.schema.model import Field, Schema

_CHUNK = 10_000
References = "Mapping[str, set[tuple[Any, ...]]]"


def key_columns(schema: Schema, fields: Sequence[Field]) -> set[int]:
    """The positions of columns that some key needs."""
    names = {one.name for one in fields if one.constraints.get("unique")}
    names |= set(schema.primary_key).union(*schema.unique_keys)
    for key in schema.foreign_keys:
        names |= {*key.fields, *(key.reference if not key.resource else ())}
    return {position for position, one in enumerate(fields) if one.name in names}


def judge_keys(
    table: Table,
    schema: Schema,
    fields: Sequence[Field],
    ledger: Ledger,
    workspace: Workspace,
    references: Mapping[str, set[tuple[Any, ...]]] | None = None,
) -> None:
    places = {one.name: position for position, one in enumerate(fields)}
    keys = _Keys(table, fields, ledger, workspace)
    for position, one in enumerate(fields):
        if one.constraints.get("unique"):
            keys.repeated((position,), Unique, one.name)
    if schema.primary_key and set(schema.primary_key) <= set(places):
        keys.repeated(
            tuple(places[name] for name in schema.primary_key), PrimaryKey, ", ".join(schema.primary_key)
        )
    for unique in schema.unique_keys:
        if set(unique) <= set(places):
            keys.repeated(tuple(places[name] for name in unique), Unique, ", ".join(unique))
    for key in schema.foreign_keys:
        if key.resource and (references is None or key.resource not in references):
            ledger.add(
                [(0, 0, 0, ledger.kind("", Wrong(ReferenceAbsent, {"resource": key.resource})), "", 0)]
            )
        elif set(key.fields) <= set(places):
            known = references[key.resource] if key.resource and references else None
            if known is None:
                known = keys.values(tuple(places[name] for name in key.reference if name in places))
            keys.absent(tuple(places[name] for name in key.fields), known)


class _Keys:
    def __init__(self, table: Table, fields: Sequence[Field], ledger: Ledger, workspace: Workspace) -> None:
        self.table, self.fields, self.ledger, self.workspace = table, fields, ledger, workspace
        self.readers = [reader_of(one) for one in fields]

    def repeated(self, places: tuple[int, ...], rule: type[Unique | PrimaryKey], name: str) -> None:
        """Every row whose key was seen above it; as keys go by value, candidates come from SQL and Python settles."""
        kind = self.ledger.kind(name, Wrong(rule))
        blank = self.ledger.kind(name, Wrong(PrimaryKeyBlank)) if rule is PrimaryKey else None
        seen: dict[tuple[Any, ...], int] = {}
        self.ledger.add(self._repeats(places, kind, blank, seen))

    def _repeats(
        self, places: tuple[int, ...], kind: int, blank: int | None, seen: dict[tuple[Any, ...], int]
    ) -> Iterator[tuple[int, int, int, int, str, int]]:
        for row, line, texts_of in self._rows(places, self._candidates(places)):
            values = self._read(places, texts_of)
            shown = _shown(texts_of)
            if all(one is None for one in values):
                if blank is not None:
                    yield row, line, places[0] + 1, blank, shown, 0
                continue
            if blank is None and None in values:
                # As in SQL, a unique key with an empty part repeats nothing.
                continue
            if values in seen:
                yield row, line, places[0] + 1, kind, shown, seen[values]
            seen[values] = row

    def _candidates(self, places: tuple[int, ...]) -> str:
        """SQL true of rows whose key may be repeated or empty: a loose key that equal values always share."""
        for place in places:
            self._spell(place)
        joins = " ".join(
            f"LEFT JOIN spelled{place} s{place} ON s{place}.text = m.{column(place)}" for place in places
        )
        loose = [self._loose(place) for place in places]
        self.workspace.query(
            f"CREATE OR REPLACE TABLE loose AS SELECT m.rowid AS number, hash({', '.join(loose)}) AS key, "
            f"{' AND '.join(f'({one}) IS NULL' for one in loose)} AS nothing FROM marks m {joins}"
        )
        return (
            "m.rowid IN (SELECT number FROM loose WHERE nothing OR key IN "
            "(SELECT key FROM loose GROUP BY key HAVING count(*) > 1))"
        )

    def _spell(self, place: int) -> None:
        """For texts that SQL is not sure of, the plain spelling of their value, or nothing where they have none."""
        one, cell = self.fields[place], f"m.{column(place)}"
        missing = [*(value for value in one.missing_values if value), ABSENT]
        listed = f" OR {among(cell, missing)}"
        self.workspace.query(f"CREATE OR REPLACE TABLE spelled{place} (text VARCHAR, plain VARCHAR)")
        result = self.workspace.query(
            f"SELECT DISTINCT {cell} FROM marks m WHERE {cell} IS NOT NULL AND "
            f"(NOT coalesce({sure_type(one, cell)}, false){listed})"
        )
        while chunk := result.fetchmany(_CHUNK):
            found = [(text, self._read((place,), (text,))[0]) for (text,) in chunk]
            plain = [None if value is None else _plain(value) for _, value in found]
            self.workspace.query(
                f"INSERT INTO spelled{place} SELECT unnest($1), unnest($2)",
                [text for text, _ in found],
                plain,
            )

    def _loose(self, place: int) -> str:
        """SQL that gives the same thing for equal values (and may for others), NULL where there is none."""
        one = self.fields[place]
        cell = f"CASE WHEN s{place}.text IS NULL THEN m.{column(place)} ELSE s{place}.plain END"
        if one.type in ("string", "any"):
            return cell
        if one.type in ("integer", "number", "year") and not one.options:
            return f"try_cast({cell} AS DOUBLE)"
        if one.type == "datetime" and one.format == "default":
            return f"epoch_us(try_cast({cell} AS TIMESTAMPTZ))"
        if one.type == "date" and one.format in ("default", "%Y-%m-%d"):
            return f"epoch_us(try_cast({cell} AS TIMESTAMP))"
        return f"CASE WHEN ({cell}) IS NOT NULL THEN 0 END"

    def _rows(self, places: tuple[int, ...], where: str) -> Iterator[tuple[int, int, tuple[str | None, ...]]]:
        line, join = line_sql(self.table)
        names = ", ".join(f"m.{column(place)}" for place in places)
        result = self.workspace.query(
            f"SELECT m.rowid + 1, {line}, {names} FROM marks m {join} WHERE {where} ORDER BY m.rowid"
        )
        while chunk := result.fetchmany(_CHUNK):
            for row, at, *cells in chunk:
                yield row, at, tuple(cells)

    def _read(self, places: tuple[int, ...], texts_of: tuple[str | None, ...]) -> tuple[Any, ...]:
        values = []
        for place, text in zip(places, texts_of, strict=True):
            one = self.fields[place]
            held = text or ""
            missing = held == ABSENT or held in one.missing_values
            values.append(hashable(None if missing else self.readers[place](held)))
        return tuple(values)

    def values(self, places: tuple[int, ...]) -> set[tuple[Any, ...]]:
        """Every key of this table, to which its own rows refer."""
        return {self._read(places, cells) for _, _, cells in self._rows(places, "true")}

    def absent(self, places: tuple[int, ...], known: set[tuple[Any, ...]]) -> None:
        name = ", ".join(self.fields[place].name for place in places)
        kind = self.ledger.kind(name, Wrong(ForeignKey))

        def faults() -> Iterator[tuple[int, int, int, int, str, int]]:
            for row, line, cells in self._rows(places, "true"):
                values = self._read(places, cells)
                if any(one is not None for one in values) and values not in known:
                    yield row, line, places[0] + 1, kind, _shown(cells), 0

        self.ledger.add(faults())


def _shown(cells: Sequence[str | None]) -> str:
    return ", ".join(one for one in cells if one is not None and one != ABSENT)


def hashable(value: Any) -> Any:
    return repr(value) if isinstance(value, list | dict) else value


def _plain(value: Any) -> str:
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)
