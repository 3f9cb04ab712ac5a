"""A log file that several processes write and that is put aside when it is large, five of them kept.

Not Python's RotatingFileHandler: two processes that turn the same file lose lines of one another
(https://docs.python.org/3/howto/logging-cookbook.html#logging-to-a-single-file-from-multiple-processes).
Each line here is one append, and who turns the file holds a lock.
"""

from __future__ import annotations

import contextlib
import fcntl
import logging
import os
from pathlib import Path

KEPT = 5


class SharedFile(logging.Handler):
    """Lines into `path`, put aside as `path.1` when it holds `most` bytes."""

    def __init__(self, path: str, most: int) -> None:
        super().__init__()
        self.path, self.most = Path(path), most
        self.descriptor = -1

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line. What cannot be written is lost: a full disk must not stop a page."""
        try:
            line = (self.format(record) + "\n").encode("utf-8", "replace")
            self._open()
            if os.fstat(self.descriptor).st_size + len(line) > self.most:
                self._turn(len(line))
            os.write(self.descriptor, line)
        except OSError:
            self.handleError(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Nothing: the place where one would say it is the one that fails."""

    def close(self) -> None:
        self._shut()
        super().close()

    def _open(self) -> None:
        """Have the file open, and the one that bears the name now: another process may have turned it."""
        if self.descriptor >= 0:
            with contextlib.suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(self.descriptor), self.path.stat()):
                    return
            self._shut()
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def _turn(self, coming: int) -> None:
        lock = os.open(f"{self.path}.lock", os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self._open()
            if os.fstat(self.descriptor).st_size + coming <= self.most:
                return  # another process has just done it
            for number in range(KEPT - 1, 0, -1):
                with contextlib.suppress(FileNotFoundError):
                    Path(f"{self.path}.{number}").replace(f"{self.path}.{number + 1}")
            self.path.replace(f"{self.path}.1")
            self._open()
        finally:
            os.close(lock)

    def _shut(self) -> None:
        if self.descriptor >= 0:
            os.close(self.descriptor)
            self.descriptor = -1
