"""Rows of a data set as JSON, with the filters of the pages and the words of data.gouv.fr's tabular API."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import parse_qsl

from django.conf import settings
from django.http import HttpResponse  # noqa: TC002 - read by ninja at run time
from django.utils.cache import get_conditional_response, patch_cache_control
from ninja import Field, Path, Query, Router, Schema
from ninja.decorators import decorate_view
from pydantic import WithJsonSchema

from terreau.catalogue.queries.rows import table_of
from terreau.catalogue.row_errors import said_in_words
from terreau.catalogue.row_files import DOWNLOADS, QUESTIONS, carried
from terreau.catalogue.rows import (
    MEDIA_TYPE,
    Form,
    Kind,
    Opened,
    etag_of,
    page_of,
    read_view,
    summary_of,
    write_view,
)
from terreau.catalogue.rows.refusals import UnknownColumn
from terreau.foundation.limits import limited
from terreau.foundation.patterns import LINE
from terreau.foundation.problems import PROBLEMS, Problem

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from terreau.catalogue.queries.rows import Table
    from terreau.catalogue.rows import Column, Page, View

router = Router(tags=["datasets"])
Number = Annotated[int, Path(ge=1, le=2**63 - 1)]
_NOT_MODIFIED = 304
#: Any text but a NUL, which no database takes.
TEXT = r"^[^\x00]*$"
#: Rows under embargo are announced and not given.
CLOSED: dict[int, type[Schema]] = {403: Problem}
_FILTERS = (
    "Filters name a column of the table: `column__exact`, `column__contains`, `column__greater`, "
    "`column__less` (bounds included), `column__in` (repeated), `column__isnull`; "
    "`column__sort` is `asc` or `desc`. "
)
"""Said once in the description of each route that takes filters."""


class Asked(Schema):
    """What does not depend on the columns of a table."""

    q: Annotated[str, Field(max_length=200, pattern=TEXT, description="Words, each in any column.")] = ""
    page: Annotated[int, Field(ge=1, le=10**9)] = 1
    page_size: Annotated[int, Field(ge=1, le=1_000)] = 25
    columns: Annotated[
        str, Field(max_length=2_000, pattern=TEXT, description="Names between commas; all when empty.")
    ] = ""
    table: Annotated[int, Field(ge=0, le=2**63 - 1, description="A table of the data set; 0: the first.")] = 0


class ColumnTold(Schema):
    """A column: its name as filters take it, and its type."""

    name: str
    type: Annotated[Kind, WithJsonSchema({"type": "string", "enum": [kind.value for kind in Kind]})]
    declared: str = Field(description="Type of the Table Schema, empty without one.")
    title: str
    description: str


class ColumnsTold(Schema):
    """The columns of a table, in its order."""

    rows: int
    columns: list[ColumnTold]


class RowsTold(Schema):
    """A page of rows. `total` counts those of the view, `of` those of the table."""

    total: int
    of: int
    page: int
    pages: int
    next: str | None = Field(description="Address of the next page.")
    previous: str | None
    columns: list[ColumnTold]
    rows: list[dict[str, Any]] = Field(description="Each with its number in the table under `__id`.")


class TopValue(Schema):
    """A value with how often it comes."""

    value: Any
    rows: int


class SummaryTold(Schema):
    """What a column says in short over the rows of a view."""

    column: str
    rows: int
    filled: int
    distinct: int
    min: Any
    max: Any
    median: float | None
    mean: float | None
    top: list[TopValue]


@router.get(
    "/{pk}/columns",
    response={200: ColumnsTold, **PROBLEMS, **CLOSED},
    summary="Columns of a data set",
    operation_id="list_columns",
)
@decorate_view(limited("rows", QUESTIONS))
def list_columns(
    request: HttpRequest, pk: Number, table: Annotated[int, Query(ge=0, le=2**63 - 1)] = 0
) -> Any:
    """Names and types of the columns, and how many rows there are."""
    found = table_of(request.user, pk, table)
    with said_in_words(), Opened(found.path) as opened:
        return ColumnsTold(rows=opened.total, columns=[_column(one) for one in opened.columns])


@router.get(
    "/{pk}/rows",
    response={200: RowsTold, 304: None, **PROBLEMS, **CLOSED},
    summary="Rows of a data set",
    operation_id="list_rows",
    description=_FILTERS + "Answers carry an ETag; 304 without a body while nothing changed.",
)
@decorate_view(limited("rows", QUESTIONS))
def list_rows(
    request: HttpRequest, response: HttpResponse, pk: Number, asked: Annotated[Asked, Query()]
) -> Any:
    """Rows filtered, sorted, searched, a page at a time; a page beyond the last gives the last."""
    found = table_of(request.user, pk, asked.table)
    with said_in_words(), Opened(found.path) as opened:
        view = read_view(_pairs(request), opened.columns)
        etag = etag_of(found.mark, view, "api")
        known = get_conditional_response(request, etag=etag)
        if known is not None and known.status_code == _NOT_MODIFIED:
            return known
        page = page_of(opened, view)
    response.headers["ETag"] = etag
    patch_cache_control(response, no_cache=True)
    return RowsTold(
        total=page.total,
        of=page.of,
        page=page.number,
        pages=page.pages,
        next=_address(request, asked, view.at(page.number + 1)) if page.number < page.pages else None,
        previous=_address(request, asked, view.at(page.number - 1)) if page.number > 1 else None,
        columns=[_column(one) for one in page.columns],
        rows=_rows(page),
    )


@router.get(
    "/{pk}/summary",
    response={200: SummaryTold, **PROBLEMS, **CLOSED},
    summary="What a column says in short",
    operation_id="summarise_column",
    description=_FILTERS,
)
@decorate_view(limited("rows", QUESTIONS))
def summarise_column(
    request: HttpRequest,
    pk: Number,
    column: Annotated[str, Query(min_length=1, max_length=500, pattern=LINE)],
    table: Annotated[int, Query(ge=0, le=2**63 - 1)] = 0,
) -> Any:
    """Filled cells, bounds, median and the values that come most, over the rows of a view."""
    found = table_of(request.user, pk, table)
    with said_in_words(), Opened(found.path) as opened:
        view = read_view([pair for pair in _pairs(request) if pair[0] != "column"], opened.columns)
        chosen = next((one for one in opened.columns if one.name == column), None)
        if chosen is None:
            raise UnknownColumn(name=column[:80])
        told = summary_of(opened, chosen, view)
    return SummaryTold(
        column=column,
        rows=told.rows,
        filled=told.filled,
        distinct=told.distinct,
        min=_plain(told.least),
        max=_plain(told.most),
        median=told.median,
        mean=told.mean,
        top=[TopValue(value=_plain(value), rows=rows) for value, rows in told.top],
    )


@router.get(
    "/{pk}/rows.{form}",
    response={304: None, **PROBLEMS, **CLOSED},
    summary="Rows of a data set as a file",
    operation_id="carry_rows",
    description=_FILTERS
    + "`spreadsheet` is a CSV as French spreadsheets open it; the others are named by their format.",
    openapi_extra={
        "responses": {
            200: {"description": "The file.", "content": {kind: {} for kind in MEDIA_TYPE.values()}}
        }
    },
)
@decorate_view(limited("rows-file", DOWNLOADS))
def carry_rows(request: HttpRequest, pk: Number, form: Form, asked: Annotated[Asked, Query()]) -> Any:
    """All the rows of a view, without pages."""
    found: Table = table_of(request.user, pk, asked.table)
    answer: HttpResponseBase = carried(request, found, _pairs(request), form)
    return answer


def _pairs(request: HttpRequest) -> list[tuple[str, str]]:
    """What is asked of the rows, without what names the table."""
    pairs = parse_qsl(request.META.get("QUERY_STRING", ""), keep_blank_values=True)
    return [pair for pair in pairs if pair[0] != "table"]


def _address(request: HttpRequest, asked: Asked, view: View) -> str:
    said = write_view(view, english=True)
    table = f"table={asked.table}&" if asked.table else ""
    return f"{settings.ADDRESS}{request.path}?{table}{said}"


def _column(one: Column) -> ColumnTold:
    return ColumnTold(
        name=one.name, type=one.kind, declared=one.declared, title=one.title, description=one.description
    )


def _rows(page: Page) -> list[dict[str, Any]]:
    names = [column.name for column in page.columns]
    return [
        {"__id": row.number, **{name: _plain(value) for name, value in zip(names, row.values, strict=True)}}
        for row in page.rows
    ]


def _plain(value: Any) -> Any:
    """A value as JSON holds it: dates in ISO 8601, and no number that JSON has not."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    if isinstance(value, (bool, int, str)) or value is None:
        return value
    return float(value)
