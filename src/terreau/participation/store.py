"""Where files are kept: one folder, each file named by the SHA-256 of its bytes, written whole or not at all.

`media/ab/abcd….webp`. A file is on the disk before the row that names it, and leaves the disk a day or more
after its last row: what a backup reads from the database, it finds in the folder.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import tempfile
import time
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: How long a file that no row names is left: a writer may be about to add the row, a backup to copy the file.
LEFT_SECONDS = 86_400
_INCOMING = ".incoming"
_TURN = ".turn"


def path_of(digest: str, suffix: str) -> Path:
    """Where the file of that digest stands."""
    return _folder() / digest[:2] / f"{digest}{suffix}"


@contextlib.contextmanager
def writing() -> Iterator[None]:
    """Hold while files are kept and until the rows that name them are committed: no sweep comes between."""
    with _turn(fcntl.LOCK_SH):
        yield


def keep(data: bytes, suffix: str) -> str:
    """Write bytes and answer their digest; those known already are not written again. Raises OSError."""
    digest = sha256(data).hexdigest()
    path = path_of(digest, suffix)
    if _touched(path):
        return digest
    incoming = _made(_folder() / _INCOMING)
    descriptor, draft = tempfile.mkstemp(dir=incoming)
    try:
        with os.fdopen(descriptor, "wb") as handle:
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
        _made(path.parent)
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    _synced(path.parent)
    return digest


def keep_file(source: Path, suffix: str) -> str:
    """Keep a file written by us on the same disk, whatever its size, and answer its digest; it is taken.

    For tables, too large to be held in memory. `incoming` says where to write it first. Raises OSError.
    """
    with source.open("rb") as handle:
        digest = file_digest(handle, "sha256").hexdigest()
        os.fsync(handle.fileno())
    path = path_of(digest, suffix)
    if _touched(path):
        source.unlink()
        return digest
    _made(path.parent)
    source.chmod(0o600)
    source.replace(path)
    os.utime(path)
    _synced(path.parent)
    return digest


def incoming() -> Path:
    """Where a file is written before it is kept; what a crash leaves there goes with the next sweep."""
    return _made(_folder() / _INCOMING)


def sweep(is_known: Callable[[str], bool], *, left: float = LEFT_SECONDS) -> int:
    """Delete files that have been named by no row for `left` seconds, and what a crash left half written."""
    gone, before = 0, time.time() - left
    for path in sorted(_folder().glob("*/*")):
        if path.stat().st_mtime >= before:
            continue
        with _turn(fcntl.LOCK_EX):
            half_written = path.parent.name == _INCOMING
            if path.stat().st_mtime < before and (half_written or not is_known(path.name.partition(".")[0])):
                path.unlink()
                gone += 1
    return gone


def leave_a_day(digest: str, suffix: str) -> None:
    """A row that named this file has gone: leave the file another day, for a backup that is running."""
    _touched(path_of(digest, suffix))


def _touched(path: Path) -> bool:
    try:
        os.utime(path)
    except FileNotFoundError:
        return False
    return True


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _synced(folder: Path) -> None:
    """A name is on the disk once its folder is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _turn(how: int) -> Iterator[None]:
    """Writers together, a sweep alone, in all processes of this machine."""
    with (_made(_folder()) / _TURN).open("a") as handle:
        fcntl.flock(handle, how)
        yield
