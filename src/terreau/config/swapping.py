"""From a draft to the place itself: decided in one instant, then carried out however often it is interrupted.

Several names cannot be changed at once (database, keys, terreau.toml). So they are listed in one small file,
put into place whole: from that instant the restoring is decided; whoever opens the folder next finishes it.
In PostgreSQL the instant is the COMMIT; a comment that it carries says whether it came to pass.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

RECORD = ".restoring.json"
STAGE = ".restoring"
DATABASE = "terreau.sqlite3"


@dataclass
class Decision:
    """Staged files with the places they take, and files that go. `token` is what PostgreSQL must say."""

    moves: list[tuple[str, str]] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    token: str = ""
    url: str = ""


def decide(folder: Path, decision: Decision) -> None:
    """Put the decision down; what it lists must be whole on the disk."""
    draft = folder / f"{RECORD}.draft"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as handle:
        json.dump(asdict(decision), handle)
        handle.flush()
        os.fsync(handle.fileno())
    draft.replace(folder / RECORD)
    settle(folder)


def finish(folder: Path) -> bool:
    """Carry out a decision that is there, again if need be. Answers whether there was one."""
    record = folder / RECORD
    try:
        decision = Decision(**json.loads(record.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return False
    came_to_pass = not decision.token or _committed(decision)
    if came_to_pass:
        for staged, place in decision.moves:
            _move(folder / staged, folder / place)
        for name in decision.removed:
            (folder / name).unlink(missing_ok=True)
        settle(folder)
    record.unlink()
    return came_to_pass


def _move(staged: Path, place: Path) -> None:
    if not staged.exists():  # done before an interruption
        return
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if place.name == DATABASE:
        # What an earlier database left in its journal must never be read into this one.
        for side in ("-wal", "-shm"):
            place.with_name(f"{place.name}{side}").unlink(missing_ok=True)
    staged.replace(place)


def _committed(decision: Decision) -> bool:
    """Whether PostgreSQL holds what was restored."""
    import psycopg

    asked = "SELECT obj_description(to_regclass('django_migrations'), 'pg_class')"
    with psycopg.connect(decision.url) as server:
        found = server.execute(asked).fetchone()
    return found is not None and found[0] == decision.token


def settle(folder: Path) -> None:
    """Names changed in a folder are on the disk once this returns."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
