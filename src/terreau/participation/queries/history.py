"""Read the history of a thing: its versions, and what changed from one to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator

from terreau.participation.errors import UnknownVersionError
from terreau.participation.wording import Sort, compare, shorten

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from django.utils.functional import Promise

    from terreau.participation.editables import Editable
    from terreau.participation.wording import Piece

PAGE_SIZE = 20
#: Passages shown on one page, and steps spent to find them, all fields together.
MOST_PIECES, MOST_STEPS = 120, 200_000


@dataclass(frozen=True)
class Version:
    """A version ready to be read: when, by whom, why, which fields it changed."""

    number: int
    at: dt.datetime
    who: str
    reason: str
    changed: Sequence[str | Promise]
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class Change:
    """What changed in one field."""

    label: str | Promise
    pieces: Sequence[Piece]


@dataclass(frozen=True)
class Versions:
    """A page of versions, the latest first."""

    page: Page[Any]
    versions: Sequence[Version]


def versions_of(editable: Editable, thing: Any, number: Any = 1) -> Versions:
    """Versions, the latest first; three SQL queries."""
    page = Paginator(_rows(editable, thing), PAGE_SIZE).get_page(number)
    rows = list(page.object_list)
    before = _before(editable, thing, rows[-1].history_id) if rows else None
    newest = rows[0].history_id if rows and page.number == 1 else None
    return Versions(
        page,
        [_version(editable, row, old, newest) for row, old in zip(rows, [*rows[1:], before], strict=True)],
    )


def version_of(editable: Editable, thing: Any, number: int) -> Any:
    """One version, as it was kept; raises UnknownVersionError."""
    if (found := _rows(editable, thing).filter(history_id=number).first()) is None:
        raise UnknownVersionError
    return found


def before(editable: Editable, thing: Any, version: Any) -> Any:
    """The version before this one; None for the first."""
    return _before(editable, thing, version.history_id)


def told(editable: Editable, thing: Any, row: Any, old: Any) -> Version:
    """A version as it is read."""
    return _version(editable, row, old, last_number(thing))


def last_number(thing: Any) -> int:
    """The number of the version that stands; 0 when none was ever kept."""
    return thing.history.order_by("-history_id").values_list("history_id", flat=True).first() or 0


def how_many(thing: Any) -> int:
    """How many versions a thing has."""
    return int(thing.history.count())


def changes(editable: Editable, old: Any, new: Any) -> list[Change]:
    """What differs between two versions, field by field, in a bounded time and length."""
    found: list[Change] = []
    pieces = MOST_PIECES
    for shown in editable.shown:
        one, other = shown.words(old) if old else "", shown.words(new)
        if one == other or pieces <= 0:
            continue
        steps = MOST_STEPS // len(editable.shown)
        short = shorten(compare(one, other, steps), pieces)
        pieces -= len(short)
        found.append(Change(shown.label, short))
    return found


def says_the_same(editable: Editable, one: Any, other: Any) -> bool:
    """Whether two versions read alike."""
    return not _changed(editable, one, other)


def whole(editable: Editable, version: Any) -> list[tuple[str | Promise, str]]:
    """Everything a version says."""
    return [(shown.label, words) for shown in editable.shown if (words := shown.words(version))]


def _rows(editable: Editable, thing: Any) -> Any:
    return thing.history.select_related(*editable.related).order_by("-history_id")


def _before(editable: Editable, thing: Any, number: int) -> Any:
    return _rows(editable, thing).filter(history_id__lt=number).first()


def _version(editable: Editable, row: Any, old: Any, newest: int | None) -> Version:
    return Version(
        number=row.history_id,
        at=row.history_date,
        who=editable.credit(row),
        reason=row.history_change_reason or "",
        changed=_changed(editable, old, row) if old else (),
        is_first=old is None,
        is_last=row.history_id == newest,
    )


def _changed(editable: Editable, old: Any, new: Any) -> list[str | Promise]:
    return [shown.label for shown in editable.shown if shown.words(old) != shown.words(new)]


__all__ = [
    "Change",
    "Sort",
    "Version",
    "Versions",
    "before",
    "changes",
    "how_many",
    "last_number",
    "says_the_same",
    "told",
    "version_of",
    "versions_of",
    "whole",
]
