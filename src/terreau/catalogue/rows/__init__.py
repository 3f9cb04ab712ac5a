"""Rows of a published table: filtered, sorted, searched, counted, summed up and carried away.

A library of its own: it knows neither Django nor the rest of Terreau, beside the engine of tables. A table is
packed once as Parquet with types; each question then opens that file alone, read-only, with nothing else of
the computer within reach, under a cap of memory, of time, and of questions at once:

    with Opened(path) as opened:
        view = read_view(parse_qsl("commune__egal=Meylan&tri=..."), opened.columns)
        page = page_of(opened, view)
        print(page.total, page.rows[0].values, write_view(view))

What is not understood raises a `RowsRefusal` with a title, a sentence and a remedy in French.
"""

from __future__ import annotations

from terreau.catalogue.rows.answering import Page, Row, page_of, row_of
from terreau.catalogue.rows.caps import READING, WRITING, Caps
from terreau.catalogue.rows.columns import Column, Kind
from terreau.catalogue.rows.comparisons import COMPARISONS, Comparison
from terreau.catalogue.rows.etag import etag_of
from terreau.catalogue.rows.guarding import guarded, unguarded
from terreau.catalogue.rows.opened import Opened
from terreau.catalogue.rows.packing import Packed, pack
from terreau.catalogue.rows.places import Places, places_of
from terreau.catalogue.rows.query_string import read_view, write_view
from terreau.catalogue.rows.refusals import RowsRefusal
from terreau.catalogue.rows.summing import Summary, summary_of
from terreau.catalogue.rows.telling import tell
from terreau.catalogue.rows.telling.days import days_of
from terreau.catalogue.rows.telling.said import Area, Here, How, Picture, Rule, Telling
from terreau.catalogue.rows.view import Filter, Sort, View
from terreau.catalogue.rows.writing import MEDIA_TYPE, SUFFIX, Form, Written, write_rows

__all__ = [
    "COMPARISONS",
    "MEDIA_TYPE",
    "READING",
    "SUFFIX",
    "WRITING",
    "Area",
    "Caps",
    "Column",
    "Comparison",
    "Filter",
    "Form",
    "Here",
    "How",
    "Kind",
    "Opened",
    "Packed",
    "Page",
    "Picture",
    "Places",
    "Row",
    "RowsRefusal",
    "Rule",
    "Sort",
    "Summary",
    "Telling",
    "View",
    "Written",
    "days_of",
    "etag_of",
    "guarded",
    "pack",
    "page_of",
    "places_of",
    "read_view",
    "row_of",
    "summary_of",
    "tell",
    "unguarded",
    "write_rows",
    "write_view",
]
