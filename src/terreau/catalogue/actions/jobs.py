"""What is done with a file: at once when small, by the worker when large; once more after a crash."""

from __future__ import annotations

import datetime as dt
from threading import BoundedSemaphore

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from terreau.catalogue.actions.checking import check_now
from terreau.catalogue.actions.keeping import held_version
from terreau.catalogue.actions.mending import mend_now
from terreau.catalogue.errors import BusyVersionError
from terreau.catalogue.models import Job, Standing, Version
from terreau.catalogue.signals import version_waits
from terreau.people.rules import require

#: Up to this size the page waits for the end: some seconds.
AT_ONCE = 2_000_000
#: A job that says nothing for so long was cut: whoever comes next takes it up.
SILENT = dt.timedelta(minutes=15)
#: Each takes up to 400 MB of memory: one at a time in the pages, the next goes to the worker.
_ONE_AT_A_TIME = BoundedSemaphore(1)
_PATIENCE_SECONDS = 5


def go_on(pk: int, job: Job) -> None:
    """Do this job on a version now, or let the worker do it."""
    size = _begun(pk, job)
    if size <= AT_ONCE and _ONE_AT_A_TIME.acquire(timeout=_PATIENCE_SECONDS):
        try:
            run(pk)
        finally:
            _ONE_AT_A_TIME.release()
    else:
        version_waits.send(Version, version=pk)


def run(pk: int) -> str:
    """Do what waits on this version; may be run again after a crash, and does nothing when nothing waits."""
    job = Version.objects.filter(pk=pk).values_list("job", flat=True).first()
    if job == Job.CHECK:
        check_now(pk)
    elif job == Job.MEND:
        mend_now(pk)
    return job or ""


def take_anew(pk: int, job: Job) -> None:
    """Say that this job is being done, whoever did it before: only for who holds the file alone."""
    Version.objects.filter(pk=pk).update(job=job, job_at=timezone.now(), done=0, stop=False)


@transaction.atomic
def _begun(pk: int, job: Job) -> int:
    version = held_version(pk)
    if is_busy(version):
        raise BusyVersionError
    version.job, version.job_at, version.done, version.stop = job, timezone.now(), 0, False
    version.save(update_fields=["job", "job_at", "done", "stop"])
    return version.raw_bytes


def is_busy(version: Version) -> bool:
    """Whether something is being done with it, and was heard of lately."""
    return bool(version.job and version.job_at and timezone.now() - version.job_at < SILENT)


@transaction.atomic
def stop(pk: int, *, by: object) -> None:
    """Ask that what is being done with a version stops; what was found before stays."""
    version = held_version(pk)
    require(by, "catalogue.prepare_dataset", version.distribution.dataset)  # type: ignore[arg-type]
    if is_busy(version):
        Version.objects.filter(pk=pk).update(stop=True)
    elif version.job:
        Version.objects.filter(pk=pk).update(job=Job.NONE, stop=False, done=0)


def take_up() -> int:
    """Let the worker take up what a crash cut, and files that came and were never looked at."""
    before = timezone.now() - SILENT
    cut = Q(job__in=(Job.CHECK, Job.MEND), job_at__lt=before)
    never = Q(job=Job.NONE, standing=Standing.RECEIVED, created_at__lt=before)
    waiting = list(Version.objects.filter(cut | never).order_by("pk").values_list("pk", "job")[:20])
    for pk, job in waiting:
        Version.objects.filter(pk=pk).update(job=job or Job.CHECK, job_at=timezone.now(), done=0, stop=False)
        version_waits.send(Version, version=pk)
    return len(waiting)
