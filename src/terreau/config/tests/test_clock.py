"""The clock of the instance, and the jobs of a worker that was killed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import override_settings
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from terreau.config import clock, orphans
from terreau.participation.tasks import letters

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def queue() -> Iterator[None]:
    """The queue of the database, as in service."""
    with override_settings(TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}):
        yield


def a_job(path: str, *, worker: str, tries: int = 1) -> DBTaskResult[..., object]:
    """A job that runs."""
    return DBTaskResult.objects.create(
        status=TaskResultStatus.RUNNING,
        args_kwargs={"args": [], "kwargs": {}},
        task_path=path,
        worker_ids=[worker] * tries,
        backend_name="default",
        run_after=timezone.now(),
        started_at=timezone.now(),
    )


def test_each_regular_job_is_planned_once_however_often_a_worker_starts() -> None:
    clock.wind()
    clock.wind()
    paths = list(DBTaskResult.objects.values_list("task_path", flat=True))
    assert sorted(paths) == sorted(set(paths))
    assert {"terreau.people.tasks.clear_past", "terreau.participation.tasks.letters_on_time"} <= set(paths)


@pytest.mark.parametrize("fails", [0, 1])
def test_a_job_done_well_or_not_waits_for_its_next_time(fails: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from terreau.config import serving

    class TroubleError(Exception):
        pass

    def trouble() -> int:
        if fails:
            raise TroubleError
        return 0

    monkeypatch.setattr("terreau.participation.actions.make_letters", trouble)
    monkeypatch.setattr("signal.signal", lambda *_given: None)
    serving.work(until_empty=True)
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    now = timezone.now()
    wait = {job.task_path.rsplit(".", 1)[1]: job.run_after - now for job in ready}
    assert timedelta(minutes=9) < wait["letters_on_time"] < timedelta(minutes=11)
    assert timedelta(hours=23) < wait["clear_past"] < timedelta(hours=25)
    assert DBTaskResult.objects.failed().count() == fails


def test_a_job_whose_worker_was_killed_is_put_back_when_that_is_safe() -> None:
    name, held = orphans.named()
    held.close()  # as the kernel does when the process dies
    job = a_job(letters.module_path, worker=name)
    assert orphans.settle() == {"again": 1, "failed": 0}
    job.refresh_from_db()
    assert job.status == TaskResultStatus.READY


def test_a_job_that_may_not_be_done_twice_is_said_to_have_failed() -> None:
    name, held = orphans.named()
    held.close()
    job = a_job("terreau.elsewhere.tasks.pay", worker=name)
    assert orphans.settle() == {"again": 0, "failed": 1}
    job.refresh_from_db()
    assert job.status == TaskResultStatus.FAILED
    assert job.exception_class_path.endswith("WorkerKilledError")


def test_a_job_that_kills_its_worker_again_and_again_is_given_up() -> None:
    name, held = orphans.named()
    held.close()
    a_job(letters.module_path, worker=name, tries=orphans.MOST_TRIES)
    assert orphans.settle() == {"again": 0, "failed": 1}


def test_the_job_of_a_worker_that_lives_or_is_elsewhere_is_left_alone() -> None:
    name, held = orphans.named()
    with held:
        a_job(letters.module_path, worker=name)
        a_job(letters.module_path, worker="another-host:/data:abcdef")
        assert orphans.settle() == {"again": 0, "failed": 0}


def test_no_trace_of_a_dead_worker_stays_in_the_folder() -> None:
    from pathlib import Path

    from django.conf import settings

    _name, held = orphans.named()
    held.close()
    orphans.settle()
    assert list((Path(settings.DATA) / orphans.FOLDER).iterdir()) == []
