"""One thing looked at: how it is, in a sentence, and what to do when it is not as it should be."""

from __future__ import annotations

from dataclasses import dataclass

#: The states are the exit codes of the command: fine, something to do, cannot run.
FINE, TO_DO, BROKEN = 0, 1, 2


@dataclass(frozen=True)
class Point:
    """`name` is stable, for programs; `subject` and the sentences are for people."""

    name: str
    subject: str
    state: int
    message: str
    remedy: str = ""
