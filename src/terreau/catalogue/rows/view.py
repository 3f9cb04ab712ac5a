"""A view: which rows of a table, in which order, which of them and which columns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from terreau.catalogue.rows.columns import Column
    from terreau.catalogue.rows.comparisons import Comparison

#: Rows of a page for people, and at most for programs.
PAGE, MOST_ROWS = 25, 1_000
#: No table of ours has more rows than pages may count.
LAST_PAGE = 10**9


@dataclass(frozen=True)
class Filter:
    """A column compared with one value, or with several that are alternatives (`parmi`)."""

    column: Column
    comparison: Comparison
    values: tuple[str, ...]


@dataclass(frozen=True)
class Sort:
    column: Column
    descending: bool = False


@dataclass(frozen=True)
class View:
    """What is asked. `columns` is empty for all; `page` counts from 1."""

    filters: tuple[Filter, ...] = ()
    words: str = ""
    sorts: tuple[Sort, ...] = ()
    columns: tuple[Column, ...] = ()
    page: int = 1
    size: int = PAGE

    @property
    def narrows(self) -> bool:
        """Whether some rows may be left out."""
        return bool(self.filters or self.words)

    def at(self, page: int) -> View:
        return replace(self, page=page)

    def whole(self) -> View:
        """The same rows without pages: what a download of this view holds."""
        return replace(self, page=1, size=PAGE)

    def without(self, gone: Filter) -> View:
        """The view with one filter less, from its first page."""
        return replace(self, filters=tuple(one for one in self.filters if one is not gone), page=1)

    def sorted_by(self, column: Column) -> View:
        """Sorted by this column alone; the other way round when it is already."""
        first = self.sorts[0] if self.sorts else None
        turned = first is not None and first.column == column and not first.descending
        return replace(self, sorts=(Sort(column, turned),), page=1)
