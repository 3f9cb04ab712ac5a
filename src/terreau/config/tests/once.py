"""What is long to prepare, prepared once for all the processes of a run; each takes a copy."""

from __future__ import annotations

import fcntl
import os
import pickle
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

_T = TypeVar("_T")


def copied(factory: pytest.TempPathFactory, name: str, prepare: Callable[[Path], _T]) -> tuple[Path, _T]:
    """A copy of the folder that `prepare` fills, and what it answered.

    Whichever process comes first prepares; the others wait for it. Where it fails, the next one tries.
    """
    common = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        common = common.parent
    original, answer = common / f"once-{name}", common / f"once-{name}.answer"
    with (common / f"once-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not answer.exists():
            shutil.rmtree(original, ignore_errors=True)
            original.mkdir()
            answered = prepare(original)
            answer.write_bytes(pickle.dumps(answered))
    mine = Path(shutil.copytree(original, factory.mktemp(name) / name))
    kept: _T = pickle.loads(answer.read_bytes())  # noqa: S301 - written above, in a folder of this run
    return mine, kept
