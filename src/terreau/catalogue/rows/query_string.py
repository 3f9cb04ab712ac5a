"""A view read from a query string, and written to one: the same view always gives the same address.

    commune__egal=Meylan&puissance__de=22&puissance__tri=desc&page=2

What concerns a column has its name, two underscores and a word; so a column may be called "page" or "tri"
without harm, and a name which itself holds two underscores is cut at the last ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from terreau.catalogue.rows.comparisons import BY_WORD, COMPARISONS
from terreau.catalogue.rows.refusals import (
    BadComparison,
    BadPage,
    BadValue,
    TooMuchAsked,
    UnknownColumn,
    UnknownParameter,
)
from terreau.catalogue.rows.values import read_flag, read_value
from terreau.catalogue.rows.view import LAST_PAGE, MOST_ROWS, PAGE, Filter, Sort, View

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from terreau.catalogue.rows.columns import Column
    from terreau.catalogue.rows.comparisons import Comparison

MOST_FILTERS, MOST_VALUES, MOST_SORTS, LONGEST = 20, 100, 3, 200
_SORT = {"tri": ("croissant", "decroissant"), "sort": ("asc", "desc")}
_WORDS, _COLUMN, _PAGE, _SIZE = ("mots", "q"), ("colonne", "columns"), ("page",), ("lignes", "page_size")
#: A form without JavaScript adds one filter by three fields, or a sort by two.
FORM = ("sur", "comment", "valeur", "trier", "sens")


def read_view(asked: Iterable[tuple[str, str]], columns: Sequence[Column]) -> View:
    """The view that these parameters ask for, in any order. Raises a `RowsRefusal` for what is not understood."""
    by_name = {column.name: column for column in columns}
    reader = _Reader(by_name)
    for name, said in asked:
        reader.take(name, said.replace("\0", ""))
    return reader.view()


def write_view(view: View, *, english: bool = False) -> str:
    """The one query string of a view, with the words of pages or, in `english`, those of the API."""
    at = 1 if english else 0
    pairs: list[tuple[str, str]] = [(_WORDS[at], view.words)] if view.words else []
    for one in sorted(view.filters, key=_rank):
        word = one.comparison.english if english else one.comparison.french
        pairs += [(f"{one.column.name}__{word}", value) for value in one.values]
    key, (up, down) = list(_SORT.items())[at]
    pairs += [(f"{one.column.name}__{key}", down if one.descending else up) for one in view.sorts]
    pairs += [(_COLUMN[at], column.name) for column in view.columns]
    if view.size != PAGE:
        pairs.append((_SIZE[at], str(view.size)))
    if view.page != 1:
        pairs.append((_PAGE[0], str(view.page)))
    return urlencode(pairs)


def _rank(one: Filter) -> tuple[int, int, tuple[str, ...]]:
    return one.column.position, COMPARISONS.index(one.comparison), one.values


class _Reader:
    def __init__(self, columns: dict[str, Column]) -> None:
        self.columns = columns
        self.words = ""
        self.filters: list[Filter] = []
        self.several: dict[tuple[str, str], list[str]] = {}
        self.sorts: dict[str, Sort] = {}
        self.chosen: dict[str, Column] = {}
        self.page, self.size = 1, PAGE
        self.form: dict[str, list[str]] = {}

    def take(self, name: str, said: str) -> None:
        if name in _WORDS:
            self.words = " ".join(said.split())[:LONGEST]
        elif name in _PAGE:
            self.page = _whole(said, LAST_PAGE)
        elif name in _SIZE:
            self.size = _whole(said, MOST_ROWS)
        elif name in _COLUMN:
            # Programs that know data.gouv.fr list names between commas; a name of the file comes first.
            listed = [said] if said in self.columns else said.split(",")
            self.chosen |= {one: self.column(one) for one in listed if one}
        elif name in FORM:
            self.form.setdefault(name, []).append(said)
        elif "__" in name:
            column, _, word = name.rpartition("__")
            self._about(column, word, said)
        else:
            raise UnknownParameter(name=name[:80])

    def column(self, name: str) -> Column:
        if name not in self.columns:
            raise UnknownColumn(name=name[:80])
        return self.columns[name]

    def _about(self, name: str, word: str, said: str) -> None:
        column = self.column(name)
        if word in _SORT:
            descending = said.strip().lower() in {"desc", "decroissant", "décroissant"}
            self.sorts.setdefault(name, Sort(column, descending))
        elif word in BY_WORD:
            self._filter(column, BY_WORD[word], said)
        else:
            raise BadComparison(name=name[:80], comparison=word[:40], possible=_possible(column))

    def _filter(self, column: Column, comparison: Comparison, said: str) -> None:
        if column.kind not in comparison.kinds:
            raise BadComparison(name=column.name, comparison=comparison.label, possible=_possible(column))
        said = said[:LONGEST]
        if comparison.flag:
            flag = read_flag(said) if said.strip() else True
            if flag is None:
                raise BadValue(
                    value=said[:80], name=column.name, wanted=("oui ou non", "“oui” or “non”"), example="oui"
                )
            self.filters.append(Filter(column, comparison, ("oui" if flag else "non",)))
        elif comparison.several:
            read_value(said, column)
            self.several.setdefault((column.name, comparison.french), []).append(said)
        elif said or comparison.french == "egal":
            read_value(said, column, upper=comparison.upper)
            self.filters.append(Filter(column, comparison, (said,)))

    def view(self) -> View:
        self._take_form()
        for (name, word), values in self.several.items():
            listed = tuple(sorted(set(values)))
            if len(listed) > MOST_VALUES:
                raise TooMuchAsked(what=("valeurs", "values"), most=MOST_VALUES)
            self.filters.append(Filter(self.columns[name], BY_WORD[word], listed))
        filters = tuple(sorted(set(self.filters), key=_rank))
        if len(filters) > MOST_FILTERS:
            raise TooMuchAsked(what=("filtres", "filters"), most=MOST_FILTERS)
        if len(self.sorts) > MOST_SORTS:
            raise TooMuchAsked(what=("tris", "sorts"), most=MOST_SORTS)
        columns = tuple(sorted(self.chosen.values(), key=lambda column: column.position))
        if len(columns) == len(self.columns):
            columns = ()
        return View(filters, self.words, tuple(self.sorts.values()), columns, self.page, self.size)

    def _take_form(self) -> None:
        """The fields by which a form adds a filter or a sort; a row left empty adds nothing."""
        names, words, values = (self.form.get(field, []) for field in FORM[:3])
        for name, word, said in zip(names, words, values, strict=False):
            if not name or not word:
                continue
            pieces = said.split(";") if BY_WORD.get(word) and BY_WORD[word].several else [said]
            for piece in pieces:
                self._about(name, word, piece.strip())
        for name in self.form.get("trier", [])[:1]:
            if name:
                self.sorts = {}
                self._about(name, "tri", (self.form.get("sens") or [""])[0])


def _whole(said: str, most: int) -> int:
    plain = said.strip() or "1"
    number = int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 18 else 0  # noqa: PLR2004 - 64 bits
    if not 1 <= number <= most:
        raise BadPage(value=said[:40], most=most)
    return number


def _possible(column: Column) -> str:
    return ", ".join(one.label for one in COMPARISONS if column.kind in one.kinds)
