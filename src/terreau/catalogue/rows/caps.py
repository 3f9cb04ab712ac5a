"""How much one question may cost, and how many may run at once: one table must not stop a service."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from terreau.catalogue.rows.refusals import Busy

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Caps:
    """Memory in megabytes, threads, seconds for the whole question, and how many questions at once."""

    memory: int
    threads: int
    seconds: float
    at_once: int
    wait: float = 5.0
    _places: list[threading.BoundedSemaphore] = field(default_factory=list, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._places.append(threading.BoundedSemaphore(self.at_once))

    @contextmanager
    def place(self) -> Iterator[None]:
        """Wait for a place among those that may run at once. Raises Busy."""
        if not self._places[0].acquire(timeout=self.wait):
            raise Busy
        try:
            yield
        finally:
            self._places[0].release()


#: A page: three at once, so that a slow question leaves room for quick ones.
READING = Caps(memory=192, threads=2, seconds=5, at_once=3)
#: A download: written whole before it is sent, so it may take longer; few at once.
WRITING = Caps(memory=256, threads=2, seconds=60, at_once=2, wait=20)
