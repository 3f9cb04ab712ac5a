"""Things built once from the national base and kept by the process, until another edition comes."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db import connection

from terreau.territories.models import ImportedPack

if TYPE_CHECKING:
    from collections.abc import Callable

Built = TypeVar("Built")

_WHICH = f"SELECT sha256, imported_at FROM {ImportedPack._meta.db_table}"  # noqa: S608 - a name of ours


class PerEdition(Generic[Built]):
    """`build()` is called at the first question, and again when another edition was imported.

    Asking which edition is there costs one small query; building happens once even when threads ask together.
    Nothing is kept while no edition is there, since rows may then change under our feet.
    """

    def __init__(self, build: Callable[[], Built]) -> None:
        self._build = build
        self._lock = threading.Lock()
        self._kept: tuple[object, Built] | None = None

    def get(self) -> Built:
        now = edition()
        if now is None:
            return self._build()
        kept = self._kept
        if kept is not None and kept[0] == now:
            return kept[1]
        with self._lock:
            if self._kept is None or self._kept[0] != now:
                self._kept = (now, self._build())
            return self._kept[1]


class _Answered(threading.local):
    """What was answered while this thread makes one page: its rooms each ask, and must be told the same."""

    during_a_request = False
    known: tuple[tuple[Any, ...] | None] | None = None


_answered = _Answered()


def a_request_begins(**_signal: object) -> None:
    """From here on this thread asks the database once."""
    _answered.during_a_request, _answered.known = True, None


def a_request_ends(**_signal: object) -> None:
    """Commands and workers, which live long, ask each time."""
    _answered.during_a_request, _answered.known = False, None


def edition() -> tuple[Any, ...] | None:
    """What names the edition in the database, or None before the first import: one query a request."""
    if not _answered.during_a_request:
        return _ask()
    if _answered.known is None:
        _answered.known = (_ask(),)
    return _answered.known[0]


def _ask() -> tuple[Any, ...] | None:
    # Asked of the driver, as every page asks: through the ORM it would cost ten times more.
    with connection.cursor() as cursor:
        cursor.execute(_WHICH)
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row
