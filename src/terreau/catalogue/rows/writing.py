"""The rows of a view as a file: written whole to a place of ours, then sent, so that none arrives cut."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from terreau.catalogue.rows.caps import WRITING
from terreau.catalogue.rows.columns import Kind
from terreau.catalogue.rows.guarding import guarded, guarded_sql
from terreau.catalogue.rows.opened import LABELS, Opened
from terreau.catalogue.rows.places import places_of
from terreau.catalogue.rows.refusals import NoPlaces, TooManyRows
from terreau.catalogue.rows.selecting import selection
from terreau.catalogue.rows.workbook import MOST_ROWS as MOST_OF_WORKBOOK
from terreau.catalogue.rows.workbook import write_workbook
from terreau.catalogue.tables.compiler.sql import text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from typing import Any

    from terreau.catalogue.rows.caps import Caps
    from terreau.catalogue.rows.columns import Column
    from terreau.catalogue.rows.view import View


class Form(StrEnum):
    """A file a view may be carried away as. `SPREADSHEET` is a CSV as French spreadsheets open it."""

    CSV = "csv"
    SPREADSHEET = "spreadsheet"
    XLSX = "xlsx"
    JSON = "json"
    GEOJSON = "geojson"
    PARQUET = "parquet"


SUFFIX = {form: "csv" if form is Form.SPREADSHEET else form.value for form in Form}
MEDIA_TYPE = {
    Form.CSV: "text/csv; charset=utf-8; header=present",
    Form.SPREADSHEET: "text/csv; charset=utf-8; header=present",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.JSON: "application/json",
    Form.GEOJSON: "application/geo+json",
    Form.PARQUET: "application/vnd.apache.parquet",
}
#: No view of ours is larger; a copy of a larger file is the file itself.
MOST = 20_000_000


@dataclass(frozen=True)
class Written:
    path: Path
    rows: int
    #: Rows of the view that a map cannot show, left out of a GeoJSON.
    left_out: int = 0


@dataclass(frozen=True)
class _Work:
    """What each writer is given: the opened file, the columns to write, and the SQL that picks the rows."""

    opened: Opened
    columns: tuple[Column, ...]
    where: str
    order: str
    values: Sequence[Any]
    out: Path

    def picked(self, cells: Sequence[str]) -> str:
        return f"SELECT {', '.join(cells)} FROM cells {self.where} ORDER BY {self.order}"


def write_rows(
    path: Path, read: Callable[[Sequence[Column]], View], form: Form, out: Path, caps: Caps = WRITING
) -> Written:
    """Write the rows of a view of `path` to `out`, without pages. Raises a `RowsRefusal`, and leaves no file.

    `read` makes the view from the columns, as `read_view` does.
    """
    try:
        with Opened(path, caps, writes=out) as opened:
            view = read(opened.columns)
            chosen = selection(view, opened)
            columns = view.columns or opened.columns
            work = _Work(opened, columns, chosen.where, chosen.order, chosen.values, out)
            total = opened.ask(f"SELECT count(*) FROM cells {chosen.where}", chosen.values)[0][0]
            _demand_room(total, form)
            left_out = _WRITERS[form](work) or 0
            return Written(out, total - left_out, left_out)
    except BaseException:
        out.unlink(missing_ok=True)
        raise


def _demand_room(total: int, form: Form) -> None:
    most = MOST_OF_WORKBOOK if form is Form.XLSX else MOST
    if total > most:
        raise TooManyRows(rows=total, most=most)


def _csv(work: _Work) -> None:
    """As programs read it: commas, points, UTF-8 without a mark, every text as it is."""
    cells = [f"{column.sql} AS {_quoted(column.name)}" for column in work.columns]
    _copy(
        work,
        work.picked(cells),
        "FORMAT csv, HEADER true, DELIMITER ',', TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S'",
    )


def _spreadsheet(work: _Work) -> None:
    """As French spreadsheets open it: a byte order mark, semicolons, decimal commas, no formula."""
    cells = [f"{_for_spreadsheet(column)} AS {_quoted(guarded(column.name))}" for column in work.columns]
    first = cells[0].rsplit(" AS ", 1)[0]
    # The mark goes before the first name: it is the only way to have DuckDB write one.
    cells[0] = f"{first} AS {_quoted(chr(0xFEFF) + guarded(work.columns[0].name))}"
    _copy(
        work,
        work.picked(cells),
        "FORMAT csv, HEADER true, DELIMITER ';', TIMESTAMPFORMAT '%Y-%m-%d %H:%M:%S'",
    )


def _for_spreadsheet(column: Column) -> str:
    cell = column.sql
    if column.kind is Kind.TEXT:
        return guarded_sql(cell)
    if column.kind is Kind.NUMBER:
        return f"replace(CAST({cell} AS VARCHAR), '.', ',')"
    if column.kind is Kind.BOOLEAN:
        return f"CASE WHEN {cell} THEN 'oui' WHEN NOT {cell} THEN 'non' END"
    return cell


def _parquet(work: _Work) -> None:
    """With the true names of the columns and, beside them, what packing knew."""
    cells = [f"{column.sql} AS {_quoted(_unlike_others(column, work.columns))}" for column in work.columns]
    told = json.dumps(
        [
            {"name": c.name, "type": c.declared, "title": c.title, "description": c.description}
            for c in work.columns
        ],
        ensure_ascii=False,
    )
    _copy(
        work,
        work.picked(cells),
        f"FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{text(LABELS)}: {text(told)}}}",
    )


def _json(work: _Work) -> None:
    """A list of objects."""
    with work.out.open("w", encoding="utf-8") as stream:
        mark = "[\n"
        for rows in work.opened.batches(work.picked([_object(work.columns)]), work.values):
            stream.write(mark + ",\n".join(row[0] for row in rows))
            mark = ",\n"
        stream.write("[]\n" if mark == "[\n" else "\n]\n")


def _geojson(work: _Work) -> int:
    """Points (RFC 7946); rows without a place are left out, and counted."""
    places = places_of(work.opened)
    if places is None:
        raise NoPlaces
    placed = f"({places.known})"
    where = f"{work.where} AND {placed}" if work.where else f"WHERE {placed}"
    feature = (
        "json_object('type', 'Feature', 'geometry', json_object('type', 'Point', 'coordinates', "
        f"[round({places.longitude}, 7), round({places.latitude}, 7)]), 'properties', {_object(work.columns)})::VARCHAR"
    )
    lost = work.opened.ask(
        f"SELECT count(*) FROM cells {work.where} {'AND' if work.where else 'WHERE'} ({placed}) IS NOT TRUE",
        work.values,
    )[0][0]
    asked = f"SELECT {feature} FROM cells {where} ORDER BY {work.order}"
    with work.out.open("w", encoding="utf-8") as stream:
        stream.write('{"type": "FeatureCollection", "features": [\n')
        mark = ""
        for rows in work.opened.batches(asked, work.values):
            stream.write(mark + ",\n".join(row[0] for row in rows))
            mark = ",\n"
        stream.write("\n]}\n")
    return int(lost)


def _xlsx(work: _Work) -> None:
    listed = [column.sql for column in work.columns]
    write_workbook(work.out, work.columns, work.opened.batches(work.picked(listed), work.values))


_WRITERS: dict[Form, Callable[[_Work], int | None]] = {
    Form.CSV: _csv,
    Form.SPREADSHEET: _spreadsheet,
    Form.XLSX: _xlsx,
    Form.JSON: _json,
    Form.GEOJSON: _geojson,
    Form.PARQUET: _parquet,
}


def _copy(work: _Work, sql: str, options: str) -> None:
    work.opened.ask(
        f"COPY ({sql}) TO {text(str(work.out.resolve()))} ({options}, USE_TMP_FILE false)", work.values
    )


def _object(columns: Sequence[Column]) -> str:
    """A row as a JSON object. Infinite and impossible numbers, which JSON has not, are null."""
    pieces = (f"{text(column.name)}, {_json_value(column)}" for column in columns)
    return f"json_object({', '.join(pieces)})::VARCHAR::JSON"


def _json_value(column: Column) -> str:
    if column.kind is Kind.NUMBER:
        return f"CASE WHEN isfinite({column.sql}) THEN {column.sql} END"
    if column.kind is Kind.DATETIME:
        return f"strftime({column.sql}, '%Y-%m-%dT%H:%M:%S')"
    return column.sql


def _unlike_others(column: Column, columns: Sequence[Column]) -> str:
    """A name that DuckDB tells from the others: it makes no difference between capitals and small letters."""
    earlier = [one.name for one in columns if one.position < column.position]
    times = sum(name.casefold() == column.name.casefold() for name in earlier)
    return f"{column.name} ({times + 1})" if times else column.name


def _quoted(name: str) -> str:
    """A name of a file as an SQL identifier: only where a download has to carry it."""
    return '"' + name.replace("\0", "").replace('"', '""') + '"'
