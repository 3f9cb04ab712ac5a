"""Pages of rows: the table, one row, files to carry away."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from django.conf import settings
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from terreau.catalogue.queries import rows_shown as shown
from terreau.catalogue.queries.rows import table_of
from terreau.catalogue.row_errors import NoRowError, refused, said_in_words
from terreau.catalogue.row_files import DOWNLOADS, QUESTIONS, carried
from terreau.catalogue.rows import (
    Opened,
    RowsRefusal,
    View,
    page_of,
    places_of,
    read_view,
    row_of,
    write_view,
)
from terreau.foundation.conditional import unless_unchanged
from terreau.foundation.errors import NotFoundError
from terreau.foundation.limits import limited

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from terreau.catalogue.queries.rows import Table
    from terreau.catalogue.rows import Column


def _made_of(request: HttpRequest, pk: int, table: int = 0, number: int = 0) -> Iterable[object]:
    found = table_of(request.user, pk, table)
    return (found.dataset.touched_at, found.mark, table, number)


@require_safe
@limited("rows", QUESTIONS)
@unless_unchanged(_made_of)
def rows_page(request: HttpRequest, pk: int, table: int = 0) -> HttpResponseBase:
    """Rows filtered, sorted, searched; a form that was sent leads to the address of its view."""
    found = table_of(request.user, pk, table)
    asked = parse_qsl(request.META.get("QUERY_STRING", ""), keep_blank_values=True, max_num_fields=None)
    problem = None
    with said_in_words(), Opened(found.path) as opened:
        try:
            view = read_view(asked, opened.columns)
            said = write_view(view)
            if parse_qsl(said, keep_blank_values=True) != asked:
                return HttpResponseRedirect(f"{request.path}?{said}" if said else request.path)
            page = page_of(opened, shown.narrowed(view, opened.columns))
        except RowsRefusal as refusal:
            if refusal.status != 400:  # noqa: PLR2004 - what the question is not to blame for
                raise
            problem, view = refused(refusal), View()
            page = page_of(opened, shown.narrowed(view, opened.columns))
        columns, places = opened.columns, places_of(opened)
    context = _context(found, table, view.at(page.number), columns)
    before, after = shown.neighbours(page, view.at(page.number))
    more = {
        "page": page,
        "problem": problem,
        "headings": shown.headings(view, page.columns),
        "unshown": shown.shown_columns(view, columns)[1],
        "before": before,
        "after": after,
        "downloads": [
            (word, shown.FORMS[form])
            for word, form in shown.FORM_WORDS.items()
            if places or form != "geojson"
        ],
    }
    return render(request, "catalogue/rows/table.html", {**context, **more}, status=400 if problem else 200)


def _context(found: Table, table: int, view: View, columns: Sequence[Column]) -> dict[str, object]:
    base = {"pk": found.dataset.pk} | ({"table": table} if table else {})
    return {
        "dataset": found.dataset,
        "version": found.version,
        "others": found.others,
        "view": view,
        "query": write_view(view),
        "whole": write_view(view.whole()),
        "told": shown.told_filters(view),
        "kept": shown.kept_pairs(view),
        "columns": columns[: shown.OFFERED],
        "comparisons": shown.comparisons_offered(),
        "here": (here := reverse("catalogue:rows", kwargs=base)),
        "shared": f"{settings.ADDRESS}{here}?{query}" if (query := write_view(view)) else "",
    }


@require_safe
@limited("rows", QUESTIONS)
@unless_unchanged(_made_of)
def columns_page(request: HttpRequest, pk: int, table: int = 0) -> HttpResponseBase:
    """Every column with its type, to choose those that the table shows."""
    found = table_of(request.user, pk, table)
    asked = parse_qsl(request.META.get("QUERY_STRING", ""), keep_blank_values=True)
    with said_in_words(), Opened(found.path) as opened:
        view, columns = read_view(asked, opened.columns), opened.columns
    context = _context(found, table, view, columns)
    chosen = {column.position for column in shown.shown_columns(view, columns)[0]}
    listed = [
        (column, shown.TYPES[column.kind], column.position in chosen) for column in columns[: shown.OFFERED]
    ]
    context["kept"] = [pair for pair in shown.kept_pairs(view) if pair[0] != "colonne"]
    return render(request, "catalogue/rows/columns.html", {**context, "listed": listed})


@require_safe
@limited("rows", QUESTIONS)
@unless_unchanged(_made_of)
def row_page(request: HttpRequest, pk: int, number: int, table: int = 0) -> HttpResponseBase:
    """One row, with all its columns, one under another."""
    found = table_of(request.user, pk, table)
    with said_in_words(), Opened(found.path) as opened:
        row = row_of(opened, number) if 0 < number <= opened.total else None
        if row is None:
            raise NoRowError(number=number)
        total, columns = opened.total, opened.columns
    context = _context(found, table, View(), columns)
    cells = [
        (column, shown.TYPES[column.kind], value) for column, value in zip(columns, row.values, strict=True)
    ]
    more = {
        "number": number,
        "total": total,
        "cells": cells[: shown.OFFERED],
        "unshown": cells[shown.OFFERED :],
        "wrong": reverse("catalogue:suggest", args=(pk, number)),
    }
    return render(request, "catalogue/rows/row.html", {**context, **more})


@require_safe
@limited("rows-file", DOWNLOADS)
def rows_file(request: HttpRequest, pk: int, form: str, table: int = 0) -> HttpResponseBase:
    """The rows of a view, in a format."""
    if form not in shown.FORM_WORDS:
        raise NotFoundError
    found = table_of(request.user, pk, table)
    asked = parse_qsl(request.META.get("QUERY_STRING", ""), keep_blank_values=True)
    return carried(request, found, asked, shown.FORM_WORDS[form])
