"""Jobs left running by a worker that was killed: put back when that is safe, said to have failed otherwise.

A worker holds a file of the data folder for as long as it lives, by a lock that the kernel drops however it
dies. A job whose worker holds nothing any more has no worker.
"""

from __future__ import annotations

import fcntl
import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from terreau.foundation.slots import safe_again

if TYPE_CHECKING:
    from typing import IO

#: A job that kills its worker this often is not the worker's misfortune.
MOST_TRIES = 3
FOLDER = "workers"


class WorkerKilledError(Exception):
    """The process that did this job died in the middle of it, and doing it again may not be safe."""


def named() -> tuple[str, IO[bytes]]:
    """The name of this worker, and the file to hold until it ends.

    The host stands in the name: a worker elsewhere, with the same PostgreSQL, is not ours to judge.
    """
    name = f"{_here()}{get_random_string(16)}"
    folder = Path(settings.DATA) / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    held = (folder / _file(name)).open("wb")
    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return name, held


def settle() -> dict[str, int]:
    """Look after the jobs of workers that have died; answers how many were put back, and given up."""
    folder = Path(settings.DATA) / FOLDER
    safe = {path for paths in safe_again.ask() for path in paths}
    done = {"again": 0, "failed": 0}
    for job in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING):
        worker = str(job.worker_ids[-1]) if job.worker_ids else ""
        if not worker.startswith(_here()) or _alive(folder / _file(worker)):
            continue
        if job.task_path in safe and len(job.worker_ids) < MOST_TRIES:
            job.status, job.started_at = TaskResultStatus.READY, None
            job.save(update_fields=["status", "started_at"])
            done["again"] += 1
        else:
            job.status, job.finished_at = TaskResultStatus.FAILED, timezone.now()
            job.exception_class_path = f"{__name__}.{WorkerKilledError.__name__}"
            job.save(update_fields=["status", "finished_at", "exception_class_path"])
            done["failed"] += 1
    for left in folder.glob("*.lock"):
        if not _alive(left):
            left.unlink(missing_ok=True)
    return done


def _here() -> str:
    return f"{socket.gethostname()}:{Path(settings.DATA)}:"


def _file(name: str) -> str:
    return f"{name.rsplit(':', 1)[1]}.lock"


def _alive(path: Path) -> bool:
    """Whether a worker holds that file."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False
