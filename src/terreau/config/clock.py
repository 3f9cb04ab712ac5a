"""What happens once a day without anybody asking: retention in every room, and the trace of finished jobs.

No timer and no cron to set up: the job puts itself back in the queue for the next day when it ends, and a
worker that starts puts it there when it is missing.
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

from terreau.people.tasks import clear_past

if TYPE_CHECKING:
    from django_tasks import TaskResult

DAY = timedelta(days=1)
KEPT_DAYS = 14


def wind() -> None:
    """Make sure that the daily job waits, once, and will wait again when it has been done."""
    task_finished.connect(_again, dispatch_uid="terreau.clock")
    with exclusive_transaction():  # two workers that start together put one
        waiting = DBTaskResult.objects.filter(task_path=clear_past.module_path, status=TaskResultStatus.READY)
        if not waiting.exists():
            clear_past.enqueue()


def _again(task_result: TaskResult[object], **_named: object) -> None:
    if task_result.task.module_path != clear_past.module_path:
        return
    call_command("prune_db_task_results", min_age_days=KEPT_DAYS, verbosity=0)
    clear_past.using(run_after=timezone.now() + DAY).enqueue()
