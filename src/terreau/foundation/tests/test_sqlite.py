"""Writers of one process take turns instead of asking SQLite again and again."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, connection, connections
from django.db.utils import ConnectionHandler

from terreau.foundation.sqlite.base import DatabaseWrapper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from django.db.backends.base.base import BaseDatabaseWrapper

pytestmark = pytest.mark.django_db  # lets connections open

AT_ONCE = "PRAGMA busy_timeout=0;"


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Callable[[], BaseDatabaseWrapper]]:
    """Opens connections to one file that SQLite itself refuses at once while another writes."""
    handlers = []

    def opened() -> BaseDatabaseWrapper:
        options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": AT_ONCE}
        one = {"ENGINE": "terreau.foundation.sqlite", "NAME": tmp_path / "turns.sqlite3", "OPTIONS": options}
        handlers.append(ConnectionHandler({"default": one}))
        connection = handlers[-1]["default"]
        connection.inc_thread_sharing()
        return connection

    yield opened
    for handler in handlers:
        handler["default"].close()


def begin(connection: BaseDatabaseWrapper) -> None:
    connection.ensure_connection()
    connection._start_transaction_under_autocommit()  # type: ignore[attr-defined]  # absent from the stubs


def test_the_second_writer_waits_for_the_first_and_is_not_refused(
    writer: Callable[[], BaseDatabaseWrapper],
) -> None:
    first, second = writer(), writer()
    first.ensure_connection()
    second.ensure_connection()
    begin(first)
    done = threading.Event()

    def other() -> None:
        begin(second)
        second.commit()
        done.set()

    waiting = threading.Thread(target=other)
    waiting.start()
    assert not done.wait(0.2)
    first.commit()
    waiting.join(10)
    assert done.is_set()


@pytest.mark.parametrize("end", ["commit", "rollback", "close"])
def test_the_turn_passes_however_a_transaction_ends(
    writer: Callable[[], BaseDatabaseWrapper], end: str
) -> None:
    first, second = writer(), writer()
    begin(first)
    getattr(first, end)()
    begin(second)
    second.commit()


def test_a_transaction_that_cannot_begin_leaves_the_turn_to_others(
    writer: Callable[[], BaseDatabaseWrapper],
) -> None:
    first, second = writer(), writer()
    begin(first)
    with pytest.raises(DatabaseError):
        begin(first)  # SQLite has no transaction within a transaction
    first.rollback()
    begin(second)
    second.commit()


def test_the_service_runs_on_it() -> None:
    if connection.vendor == "sqlite":
        assert isinstance(connections["default"], DatabaseWrapper)
    assert connection.in_atomic_block
