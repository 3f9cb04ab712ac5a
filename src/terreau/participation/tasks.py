"""Letters, made and sent out of sight of any page."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from terreau.participation import actions
from terreau.participation.models import Follow, Rhythm

if TYPE_CHECKING:
    from terreau.participation.models import JournalLine

#: Between two looks at what is due.
EVERY = timedelta(minutes=10)


@task()
def letters() -> dict[str, int]:
    """Make the letters that are due and send what waits; may be run at any time, any number of times."""
    made = actions.make_letters()
    return {"made": made, **actions.send_letters()}


@task()
def letters_on_time() -> dict[str, int]:
    """The same, and again in ten minutes, whatever happens this time."""
    try:
        return dict(letters.func())
    finally:
        keep_letters_on_time(timezone.now() + EVERY)


def keep_letters_on_time(at: Any = None) -> None:
    """See to it that one look is planned, and one only; the worker calls it when it starts."""
    from django_tasks.base import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    path = f"{__name__}.letters_on_time"
    planned = DBTaskResult.objects.filter(task_path=path, status=TaskResultStatus.READY)
    if not planned.exists() and letters_on_time.get_backend().supports_defer:
        letters_on_time.using(run_after=at).enqueue()


def send_soon(**_said: object) -> None:
    """A letter of moderation waits: send it without waiting for the next look."""
    letters.enqueue()


def tell_at_once(line: JournalLine, **_said: object) -> None:
    """A line was written: once it stands, have it told to those who asked to know at once."""
    _ = line
    if Follow.objects.filter(rhythm=Rhythm.AT_ONCE).exists():
        transaction.on_commit(letters.enqueue, robust=True)
