"""The one clock of the instance: jobs that rooms want done again and again, without any timer to set up.

Each job puts itself back in the queue when it ends, well or not, and a worker that starts puts there those
that are missing.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.management import call_command
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks.signals import task_finished
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from terreau.foundation.slots import regular_jobs

if TYPE_CHECKING:
    from datetime import datetime

    from django_tasks import TaskResult

    from terreau.foundation.slots import Regular

#: Traces of finished jobs.
KEPT_DAYS = 14
_ONCE_A_DAY = timedelta(hours=20)


def wind() -> None:
    """Make sure that each regular job waits, once, and will wait again when it has been done."""
    task_finished.connect(_again, dispatch_uid="terreau.clock")
    for job in regular_jobs.ask():
        _plan(job, None)


def _plan(job: Regular, at: datetime | None) -> None:
    with exclusive_transaction():  # two workers that start together put one
        waiting = DBTaskResult.objects.filter(task_path=job.task.module_path, status=TaskResultStatus.READY)
        if not waiting.exists():
            job.task.using(run_after=at).enqueue()


def _again(task_result: TaskResult[object], **_named: object) -> None:
    path = task_result.task.module_path
    job = next((one for one in regular_jobs.ask() if one.task.module_path == path), None)
    if job is None:
        return
    if job.every > _ONCE_A_DAY:
        call_command("prune_db_task_results", min_age_days=KEPT_DAYS, verbosity=0)
    _plan(job, timezone.now() + job.every)
