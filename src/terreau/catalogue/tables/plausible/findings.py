"""What breaks no rule and still looks wrong here: points elsewhere, swapped coordinates, stale dates, doubles, outliers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from terreau.catalogue.tables.checking.finding import Finding
from terreau.catalogue.tables.compiler.sql import column
from terreau.catalogue.tables.french.siren import siren_fault, siret_fault
from terreau.catalogue.tables.knowing.labels import words
from terreau.catalogue.tables.mending.conversions import read_french_date
from terreau.catalogue.tables.plausible import signs
from terreau.catalogue.tables.plausible.contradictions import contradictions
from terreau.catalogue.tables.plausible.near import near_values
from terreau.catalogue.tables.plausible.outliers import outliers
from terreau.catalogue.tables.plausible.points import in_metres, is_one_of_two, place
from terreau.catalogue.tables.plausible.signs import of_rows
from terreau.catalogue.tables.plausible.since import since
from terreau.catalogue.tables.plausible.swapped import swaps_of
from terreau.catalogue.tables.reading.opening import with_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from terreau.catalogue.tables.reading.options import Options
    from terreau.catalogue.tables.reading.table import Table
    from terreau.catalogue.tables.reading.workspace import Workspace

_CHUNK = 10_000
_STALE_DAYS = 3 * 365
#: Formats that no spreadsheet shows line by line.
_WITHOUT_LINES = frozenset(("geojson", "json", "parquet"))
#: Codes of INSEE that are not those of communes.
_LARGER = frozenset(
    ("dep", "dept", "departement", "reg", "region", "epci", "arrondissement", "canton", "iris")
)
_PAIR = r"^\s*\[?\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*\]?\s*$"


@dataclass(frozen=True)
class Context:
    """What is known of the place.

    `inside(longitude, latitude)` should tolerate simplified outlines; `commune_exists` takes an INSEE code, at the date
    that matters to the caller; `siren` is that of the authority which publishes; `previous` is last year's file.
    `communes(code, longitude, latitude)` says whether a point is in a commune, with tolerance, None where it cannot
    tell; `usual` gives the least and the most that neighbours publish for a column.
    """

    inside: Callable[[float, float], bool] | None = None
    commune_exists: Callable[[str], bool] | None = None
    siren: str = ""
    today: dt.date | None = None
    previous: Path | None = None
    communes: Callable[[str, float, float], bool | None] | None = None
    usual: Mapping[str, tuple[float, float]] | None = None


def plausible(
    path: str | Path, workspace: Workspace, context: Context | None = None, options: Options | None = None
) -> list[Finding]:
    """Findings, apart from validity."""
    known = context or Context()

    def look(table: Table) -> list[Finding]:
        if not table.width:
            return []  # an empty file: the check says so
        names = ", ".join(column(n) for n in range(table.width))
        workspace.query(f"CREATE OR REPLACE TABLE looked AS SELECT {names} FROM ({table.relation})")
        found = [
            *_points(table, workspace, known),
            *_columns(table, workspace, known),
            *_doubles(table, workspace),
            *near_values(table, workspace),
            *contradictions(table, workspace),
            *_in_communes(table, workspace, known),
            *_unlike_neighbours(table, workspace, known),
        ]
        above = table.header_row if table.format not in _WITHOUT_LINES else 0
        return [replace(one, above=above) for one in found]

    found = with_table(path, workspace, options, look)
    if known.previous is not None:
        found += since(known.previous, path, workspace, options)
    return found


def _points(table: Table, workspace: Workspace, known: Context) -> Iterator[Finding]:
    said = [words(label) for label in table.labels]
    pairs = []
    for n, label in enumerate(table.labels):
        if "coordonnees" in said[n] and not is_one_of_two(label):
            cell = column(n)
            pairs.append(
                (label, f"regexp_extract({cell}, '{_PAIR}', 1)", f"regexp_extract({cell}, '{_PAIR}', 2)")
            )
    east = next((n for n, one in enumerate(said) if "longitude" in one), None)
    north = next((n for n, one in enumerate(said) if "latitude" in one), None)
    if east is not None and north is not None:
        pairs.append((table.labels[east], column(east), column(north)))
    for label, longitude, latitude in pairs:
        yield from place(label, longitude, latitude, workspace, known.inside)
    if not pairs and (metres := in_metres(table.labels)):
        yield from place(*metres, workspace, known.inside)


def _in_communes(table: Table, workspace: Workspace, known: Context) -> Iterator[Finding]:
    """Points that are not in the commune which their own row announces."""
    test = known.communes
    code = next((n for n, label in enumerate(table.labels) if words(label) >= {"insee"}), None)
    swaps = swaps_of(table.labels)
    if test is None or code is None or not swaps:
        return
    swap = swaps[0]
    result = workspace.query(
        f"SELECT rowid + 1, {column(code)}, try_cast({swap.longitude} AS DOUBLE) AS x, "
        f"try_cast({swap.latitude} AS DOUBLE) AS y FROM looked WHERE x IS NOT NULL AND y IS NOT NULL"
    )
    wrong: list[int] = []
    while rows := result.fetchmany(_CHUNK):
        wrong += [row for row, commune, x, y in rows if commune and test(commune, x, y) is False]
    if wrong:
        yield of_rows(signs.PointOutsideCommune, swap.label, wrong)


def _unlike_neighbours(table: Table, workspace: Workspace, known: Context) -> Iterator[Finding]:
    """Values beyond what neighbours publish for the same column."""
    for n, label in enumerate(table.labels):
        bounds = (known.usual or {}).get(label)
        if bounds is None:
            continue
        cell = f"try_cast(replace({column(n)}, ',', '.') AS DOUBLE)"
        found = workspace.query(
            f"SELECT rowid + 1 FROM looked WHERE {cell} < $1 OR {cell} > $2 ORDER BY 1", *map(float, bounds)
        ).fetchall()
        if found:
            rows = [one[0] for one in found]
            yield of_rows(signs.UnlikeNeighbours, label, rows, least=bounds[0], most=bounds[1])


def _columns(table: Table, workspace: Workspace, known: Context) -> Iterator[Finding]:
    for n, label in enumerate(table.labels):
        said = words(label)
        if "siret" in said or "siren" in said:
            yield from _numbers(n, label, "siret" in said, workspace, known)
        if {"insee"} & said and not said & _LARGER and known.commune_exists is not None:
            exists = known.commune_exists
            rows = (
                _rows_where(n, workspace, partial(_is_false, exists)) if _are_communes(n, workspace) else []
            )
            if rows:
                yield of_rows(signs.UnknownCommune, label, rows)
        if "date" in said:
            yield from _dates(n, label, workspace, known)
        yield from outliers(n, label, workspace)


def _numbers(n: int, label: str, whole: bool, workspace: Workspace, known: Context) -> Iterator[Finding]:  # noqa: FBT001
    fault = siret_fault if whole else siren_fault
    # A code that came as a number with decimals is written wrongly, which a repair says; its key may be right.
    wrong = _rows_where(n, workspace, lambda value: fault(value.removesuffix(".0")) is not None)
    if wrong:
        yield of_rows(signs.CompanyNumberKey, label, wrong)
    if known.siren and "collectivite" in words(label):
        others = _rows_where(n, workspace, lambda value: not value.startswith(known.siren))
        if others:
            yield of_rows(signs.OtherAuthority, label, others)


def _dates(n: int, label: str, workspace: Workspace, known: Context) -> Iterator[Finding]:
    today = known.today or dt.datetime.now(tz=dt.UTC).date()
    latest: list[dt.date] = []

    def ahead(value: str) -> bool:
        moment = read_french_date(value)
        if moment is None:
            return False
        latest[:] = [max([*latest, moment.date()])]
        return moment.date() > today + dt.timedelta(days=366)

    rows = _rows_where(n, workspace, ahead)
    if rows:
        yield of_rows(signs.DateAhead, label, rows)
    if latest and words(label) & {"maj", "update", "modification"} and (today - latest[0]).days > _STALE_DAYS:
        yield Finding(signs.Stale, label, 1, words={"latest": latest[0].isoformat()})


def _doubles(table: Table, workspace: Workspace) -> Iterator[Finding]:
    names = ", ".join(f"coalesce({column(n)}, '')" for n in range(table.width))
    found = workspace.query(
        f"SELECT rowid + 1 FROM looked QUALIFY row_number() OVER (PARTITION BY hash({names}) ORDER BY rowid) > 1 ORDER BY 1"
    ).fetchall()
    if found:
        yield of_rows(signs.DuplicateRow, "", [one[0] for one in found])


def _rows_where(n: int, workspace: Workspace, wrong: Callable[[str], bool]) -> list[int]:
    """Rows whose value is judged wrong; each distinct value is judged once."""
    cell = column(n)
    values = workspace.query(f"SELECT DISTINCT {cell} FROM looked WHERE {cell} <> ''").fetchall()
    bad = [value for (value,) in values if wrong(value)]
    if not bad:
        return []
    found = workspace.query(
        f"SELECT rowid + 1 FROM looked WHERE {cell} IN (SELECT unnest($1)) ORDER BY 1", bad
    ).fetchall()
    return [one[0] for one in found]


def _are_communes(n: int, workspace: Workspace) -> bool:
    """Whether most of the codes of a column are of the length of those of communes, zeros lost or not."""
    row = workspace.query(
        r"SELECT count(*) FILTER (regexp_full_match(v, '\d{4,5}|2[ABab]\d{3}')), count(*) "
        f"FROM (SELECT DISTINCT trim({column(n)}) AS v FROM looked) WHERE v <> ''"
    ).fetchone()
    return bool(row and row[1] and row[0] * 2 >= row[1])


def _is_false(test: Callable[[str], bool], value: str) -> bool:
    return not test(value)
