"""One writer at a time, in the order they came.

SQLite lets one transaction write; the others ask again after a pause that grows to a tenth of a second, and
whoever asks at the right moment passes (https://www.sqlite.org/c3ref/busy_timeout.html). Under sixteen
writers one may wait for seconds while others pass ten times. Threads of this process therefore wait for one
another before they ask SQLite, which then only arbitrates between processes.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from typing import Any

from django.db.backends.sqlite3 import base

#: The turn to write in each database file of this process.
_turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, that holds the turn to write for as long as a transaction lasts."""

    _turn: threading.Lock | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._wait_for_the_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # absent from the stubs
        except BaseException:
            self._pass_the_turn()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]  # absent from the stubs
        finally:
            self._pass_the_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # absent from the stubs
        finally:
            self._pass_the_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # absent from the stubs
        finally:
            self._pass_the_turn()

    def _wait_for_the_turn(self) -> None:
        """Wait as long as SQLite itself would; past that, SQLite decides and says that it is busy."""
        if self._turn is not None:
            return
        settings: dict[str, Any] = self.settings_dict
        turn = _turns[str(settings["NAME"])]
        if turn.acquire(timeout=float(settings["OPTIONS"].get("timeout", 5))):
            self._turn = turn

    def _pass_the_turn(self) -> None:
        turn, self._turn = self._turn, None
        if turn is not None:
            turn.release()
