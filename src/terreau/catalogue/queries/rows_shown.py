"""A page of rows made ready for its template: links that keep the view, cells as people read them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from terreau.catalogue.rows import COMPARISONS, Form, write_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.functional import Promise

    from terreau.catalogue.rows import Column, Filter, Page, View

#: Columns that a page shows when nobody chose; a page holds 600 elements at most, and 25 rows.
COLUMNS, MOST_COLUMNS = 8, 10
#: Columns that the lists of a form offer: beyond, one writes the address.
OFFERED = 80

COMPARISON_WORDS: dict[str, Promise] = {
    "egal": gettext_lazy("est exactement"),
    "contient": gettext_lazy("contient"),
    "de": gettext_lazy("à partir de"),
    "a": gettext_lazy("jusqu’à"),
    "parmi": gettext_lazy("est parmi (séparés par ;)"),
    "vide": gettext_lazy("est vide (oui ou non)"),
}
FORMS: dict[Form, Promise] = {
    Form.SPREADSHEET: gettext_lazy("CSV pour tableur"),
    Form.XLSX: gettext_lazy("Classeur XLSX"),
    Form.CSV: gettext_lazy("CSV pour programmes"),
    Form.JSON: gettext_lazy("JSON"),
    Form.PARQUET: gettext_lazy("Parquet"),
    Form.GEOJSON: gettext_lazy("GeoJSON, pour une carte"),
}
#: What each format is called in addresses of pages.
FORM_WORDS = {
    "tableur": Form.SPREADSHEET,
    **{form.value: form for form in Form if form is not Form.SPREADSHEET},
}
TYPES: dict[str, Promise] = {
    "text": pgettext_lazy("column type", "texte"),
    "integer": pgettext_lazy("column type", "nombre entier"),
    "number": pgettext_lazy("column type", "nombre"),
    "boolean": pgettext_lazy("column type", "oui ou non"),
    "date": pgettext_lazy("column type", "date"),
    "datetime": pgettext_lazy("column type", "date et heure"),
    "time": pgettext_lazy("column type", "heure"),
}


@dataclass(frozen=True)
class Heading:
    """A column at the head of the table: where a click sorts it, and how it is sorted now."""

    name: str
    query: str
    sorted: str
    is_number: bool


@dataclass(frozen=True)
class Told:
    """A filter in words, and the view without it."""

    words: str
    without: str


def shown_columns(view: View, columns: Sequence[Column]) -> tuple[tuple[Column, ...], int]:
    """The columns that a page shows, and how many it leaves for the page of a row."""
    chosen = view.columns or tuple(columns[:COLUMNS])
    return tuple(chosen[:MOST_COLUMNS]), len(columns) - len(chosen[:MOST_COLUMNS])


def narrowed(view: View, columns: Sequence[Column]) -> View:
    """The same view with only the columns that the page shows, so that no other is read."""
    return replace(view, columns=shown_columns(view, columns)[0])


def headings(view: View, columns: Sequence[Column]) -> list[Heading]:
    first = view.sorts[0] if view.sorts else None
    return [
        Heading(
            column.name,
            write_view(view.sorted_by(column)),
            ("descending" if first.descending else "ascending") if first and first.column == column else "",
            column.kind.is_number,
        )
        for column in columns
    ]


def told_filters(view: View) -> list[Told]:
    """Each filter in words, with the way out of it."""
    told = [Told(_in_words(one), write_view(view.without(one))) for one in view.filters]
    if view.words:
        said = _("Un mot dans la ligne : %(words)s") % {"words": view.words}
        told.insert(0, Told(said, write_view(replace(view, words="", page=1))))
    return told


def _in_words(one: Filter) -> str:
    values = ", ".join(one.values)
    if one.comparison.flag:
        return (_("%(column)s est vide") if values == "oui" else _("%(column)s est rempli")) % {
            "column": one.column.name
        }
    word = {
        "egal": _("%(column)s est « %(value)s »"),
        "contient": _("%(column)s contient « %(value)s »"),
        "de": _("%(column)s à partir de %(value)s"),
        "a": _("%(column)s jusqu’à %(value)s"),
        "parmi": _("%(column)s parmi %(value)s"),
    }[one.comparison.french]
    return word % {"column": one.column.name, "value": values}


def kept_pairs(view: View) -> list[tuple[str, str]]:
    """Hidden fields of the form: what the view holds beside its words, its page, and what the form asks."""
    from urllib.parse import parse_qsl

    return parse_qsl(write_view(replace(view, words="", page=1)), keep_blank_values=True)


def neighbours(page: Page, view: View) -> tuple[str | None, str | None]:
    """The views of the page before and of the one after, None where there is none."""
    before = write_view(view.at(page.number - 1)) if page.number > 1 else None
    after = write_view(view.at(page.number + 1)) if page.number < page.pages else None
    return before, after


def comparisons_offered() -> list[tuple[str, Promise]]:
    return [(one.french, COMPARISON_WORDS[one.french]) for one in COMPARISONS]
