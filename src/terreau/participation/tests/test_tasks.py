"""Letters leave without anyone asking: at once for those who want it, every ten minutes for what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.test import override_settings
from django_tasks_db.models import DBTaskResult

from terreau.participation import tasks
from terreau.participation.tests import builders

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def queue() -> Iterator[None]:
    """The queue of the database, as in service."""
    with override_settings(TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}):
        yield


@pytest.mark.django_db(transaction=True)
def test_who_asks_to_know_at_once_is_written_to_when_the_act_stands() -> None:
    need, reader = builders.a_need(), builders.a_person()
    builders.a_follow(reader, need, rhythm="at-once")
    builders.a_comment(need)
    assert [letter.to for letter in mail.outbox] == [[reader.email]]


@pytest.mark.django_db(transaction=True)
def test_nobody_is_written_to_when_nobody_asked_to_know_at_once() -> None:
    need = builders.a_need()
    builders.a_follow(builders.a_person(), need)
    builders.a_comment(need)
    assert mail.outbox == []


@pytest.mark.django_db
@pytest.mark.usefixtures("queue")
def test_one_look_is_planned_however_often_the_worker_starts() -> None:
    tasks.keep_letters_on_time()
    tasks.keep_letters_on_time()
    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("queue")
def test_the_next_look_is_planned_even_when_this_one_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    class TroubleError(Exception):
        pass

    def trouble() -> int:
        raise TroubleError

    monkeypatch.setattr("terreau.participation.actions.make_letters", trouble)
    with pytest.raises(TroubleError):
        tasks.letters_on_time.func()
    planned = DBTaskResult.objects.get()
    assert planned.task_path == "terreau.participation.tasks.letters_on_time"
    assert planned.run_after is not None
