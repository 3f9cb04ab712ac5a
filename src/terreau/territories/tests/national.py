"""The real pack, read for tests: entries of the gazetteer, shapes, and any table by SQL."""

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from terreau.territories.gazetteer import Entry, Former, Gazetteer
from terreau.territories.shapes import Locator, Shape

PACK = Path(__file__).parent.parent / "pack"


def rows(sql: str) -> list[tuple[Any, ...]]:
    """Rows of a query in which `{shapes}`, `{territories}`… stand for the tables of the pack."""
    tables = {path.stem: f"'{path}'" for path in PACK.glob("*.parquet")}
    with duckdb.connect() as database:
        return database.execute(sql.format_map(tables)).fetchall()


def entries() -> list[Entry]:
    """Every territory, as the gazetteer needs it."""
    former = defaultdict(list)
    for code, name, current in rows("SELECT code, name, current_ref FROM {former_codes} ORDER BY ALL"):
        former[current].append(Former(code, name))
    return [
        Entry(
            ref, kind, name, nature, departement, departement_name, people, postal.split(), siren, former[ref]
        )
        for ref, kind, name, nature, departement, departement_name, people, postal, siren in rows(
            "SELECT t.ref, t.kind, t.name, t.nature, coalesce(t.departement_code, ''), coalesce(d.name, ''),"
            " t.population, coalesce(t.postal_codes, ''), coalesce(t.siren, '')"
            " FROM {territories} t"
            " LEFT JOIN {territories} d ON d.kind = 'departement' AND d.code = t.departement_code"
            " ORDER BY t.ref"
        )
    ]


@cache
def gazetteer() -> Gazetteer:
    """The national gazetteer, built once for a run of tests."""
    return Gazetteer(entries())


@cache
def locator() -> Locator:
    """Every commune with a shape, built once for a run of tests."""
    return Locator(
        Shape(*row)
        for row in rows(
            "SELECT s.* FROM {shapes} s JOIN {territories} t USING (ref)"
            " WHERE t.kind = 'commune' ORDER BY s.ref"
        )
    )
