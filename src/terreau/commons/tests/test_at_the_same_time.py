"""Several people at once: nothing lost, nothing doubled, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from django.db import OperationalError, connection

from terreau.commons import actions
from terreau.commons.errors import LastOneError, PageConflictError
from terreau.commons.models import Member, Role, WikiPage
from terreau.commons.tests.builders import a_commons
from terreau.needs.tests.builders import a_person
from terreau.participation.models import JournalLine

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db(transaction=True)


def _patiently(task: Callable[[], object]) -> object:
    """Again while the database was busy too long, as a person would send again."""
    for _turn in range(10):
        with suppress(OperationalError):
            return task()
    return None


def at_once(tasks: list[Callable[[], object]]) -> list[object]:
    """Run them all in threads of their own; what each answers, or the error it raised."""

    def run(task: Callable[[], object]) -> object:
        try:
            return _patiently(task)
        except Exception as fault:  # noqa: BLE001 - told to the test
            return fault
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))


def test_twenty_people_who_edit_one_page_lose_nothing() -> None:
    lines = [f"Ligne {number}\n\n" for number in range(20)]
    commons = a_commons()
    page = actions.write_page(commons.pk, "Carnet", "".join(lines), by=a_person())

    def edit(number: int) -> Callable[[], object]:
        person = a_person(f"P{number}")
        text = "".join(lines).replace(f"Ligne {number}\n", f"Ligne {number} par {number}\n")
        return lambda: actions.edit_page(page.pk, text, by=person, version=1)

    answers = at_once([edit(number) for number in range(20)])
    assert [one for one in answers if isinstance(one, Exception)] == []
    kept = WikiPage.objects.get(pk=page.pk)
    assert kept.version == 21
    assert all(f"Ligne {number} par {number}\n" in kept.text for number in range(20))
    assert kept.history.count() == 21
    assert JournalLine.objects.filter(verb="edit-page").count() == 20


def test_of_people_who_rewrite_one_line_one_is_kept_and_the_others_are_told() -> None:
    commons = a_commons()
    page = actions.write_page(commons.pk, "Carnet", "Une ligne\n", by=a_person())
    people = [a_person() for _ in range(6)]
    answers = at_once(
        [
            lambda person=person, number=number: actions.edit_page(  # type: ignore[misc]
                page.pk, f"Ligne de {number}\n", by=person, version=1
            )
            for number, person in enumerate(people)
        ]
    )
    assert sum(isinstance(one, WikiPage) for one in answers) == 1
    assert sum(isinstance(one, PageConflictError) for one in answers) == 5


def test_a_person_who_joins_many_times_at_once_is_one_member() -> None:
    commons, person = a_commons(), a_person()
    at_once([lambda: actions.join(commons.pk, by=person)] * 8)
    assert Member.objects.filter(commons=commons, user=person, until=None).count() == 1
    assert JournalLine.objects.filter(verb="join").count() == 1


def test_of_the_last_two_stewards_who_leave_at_once_one_is_told() -> None:
    one, other = a_person(), a_person()
    commons = a_commons(by=one)
    actions.hand_over(commons.pk, actions.join(commons.pk, by=other).pk, by=one)
    answers = at_once([lambda by=by: actions.leave(commons.pk, by=by) for by in (one, other)])  # type: ignore[misc]
    assert sum(isinstance(answer, LastOneError) for answer in answers) == 1
    assert Member.objects.filter(commons=commons, role=Role.STEWARD, until=None).count() == 1


def test_one_link_lets_one_of_many_in() -> None:
    steward = a_person()
    commons = a_commons(by=steward)
    token = actions.invite(commons.pk, Role.STEWARD, by=steward)
    guests = [a_person() for _ in range(5)]
    at_once([lambda guest=guest: actions.accept_invitation(token, by=guest) for guest in guests])  # type: ignore[misc]
    assert Member.objects.filter(commons=commons, user__in=guests, until=None).count() == 1
