"""Several people at once: nothing lost, nothing doubled, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from terreau.commons import actions
from terreau.commons.actions import Part
from terreau.commons.errors import ComponentThereError, LastOneError, PageConflictError
from terreau.commons.models import Gave, Member, Role, WikiPage
from terreau.commons.tests.builders import a_commons
from terreau.commons.tests.test_bringing_wikis import a_page, a_revision, an_export
from terreau.foundation.errors import TerreauError
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


def test_while_a_wiki_comes_in_people_go_on_writing_and_nothing_is_lost_or_doubled() -> None:
    opener = a_person()
    commons = a_commons(by=opener)
    page = actions.write_page(commons.pk, "Page 3", "Une ligne écrite ici\n", by=a_person())
    pages = [
        a_page(f"Page {number}", *(a_revision(f"Jour {day}", day=day) for day in range(1, 4)))
        for number in range(12)
    ]

    def edit(number: int) -> Callable[[], object]:
        person = a_person(f"P{number}")
        text = f"Une ligne écrite ici\n\nLigne de {number}\n"
        if number % 2:
            return lambda: actions.write_page(commons.pk, f"Note {number}", text, by=person)
        return lambda: actions.say_use(  # not on the page, but on the same commons
            commons.pk, actions.Usage(purpose=f"Essai {number}", name=f"Mairie {number}"), by=opener
        )

    imports: list[Callable[[], object]] = [lambda: actions.import_wiki(commons.pk, an_export(*pages))] * 2
    edits = [edit(number) for number in range(8)]
    one = lambda: actions.edit_page(page.pk, "Une ligne changée\n", by=opener, version=1)  # noqa: E731
    answers = at_once([*imports, *edits, one])
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    written = WikiPage.objects.filter(commons=commons)
    assert sorted(written.values_list("slug", flat=True)) == sorted(
        [f"page-{number}" for number in range(12)] + [f"note-{number}" for number in range(1, 8, 2)]
    )
    assert WikiPage.objects.get(pk=page.pk).text == "Une ligne changée\n"
    assert WikiPage.history.filter(commons=commons).count() == 11 * 3 + 2 + 4
    assert commons.uses.count() == 4
    assert JournalLine.objects.filter(verb="bring-in", thing=str(commons.pk)).count() == 1


def test_people_who_join_at_the_same_time_are_all_in_and_each_once() -> None:
    commons = a_commons()
    people = [a_person(f"P{number}") for number in range(12)]
    at_once([lambda person=person: actions.join(commons.pk, by=person) for person in people * 2])  # type: ignore[misc]
    present = Member.objects.filter(commons=commons, user__in=people, until=None)
    assert sorted(present.values_list("user_id", flat=True)) == sorted(person.pk for person in people)
    assert JournalLine.objects.filter(verb="join", thing=str(commons.pk)).count() == 12


def test_when_the_last_two_accounts_go_at_once_the_commons_says_that_nobody_cares_for_it() -> None:
    one, other = a_person(), a_person()
    commons = a_commons(by=one)
    actions.hand_over(commons.pk, actions.join(commons.pk, by=other).pk, by=one)
    at_once([lambda pk=pk: actions.forget(pk) for pk in (one.pk, other.pk)])  # type: ignore[misc]
    assert not Member.objects.filter(commons=commons, until=None).exists()
    assert JournalLine.objects.filter(verb="lose-steward", thing=str(commons.pk)).count() == 1


def test_a_component_declared_many_times_at_once_is_there_once_and_used_once() -> None:
    one, other = a_person(), a_person()
    hub, user = a_commons("Moyeux", by=one), a_commons("Vélo", by=other)
    answers = at_once(
        [lambda: actions.declare_component(hub.pk, Part("Moyeu", "Axe de 12", "1.0"), by=one)] * 6
    )
    assert sum(isinstance(answer, ComponentThereError) for answer in answers) == 5
    part = hub.components.get()
    at_once([lambda: actions.use_component(user.pk, part.pk, by=other)] * 6)
    assert part.uses.filter(ended_at=None).count() == 1


def test_an_objection_sent_while_it_is_settled_is_either_kept_or_told() -> None:
    steward, giver, other = a_person(), a_person(), a_person()
    commons = a_commons(by=steward)
    for person in (giver, other):
        actions.join(commons.pk, by=person)
    given = actions.Given(Gave.TIME, Decimal(3), "heures", "Relu", timezone.localdate())
    entry = actions.declare(commons.pk, given, by=giver)
    answers = at_once(
        [lambda: actions.object_to(commons.pk, entry.pk, by=other, reason="Deux heures")] * 3
        + [lambda: actions.withdraw(commons.pk, entry.pk, by=giver)] * 3
    )
    entry.refresh_from_db()
    done = [answer for answer in answers if not isinstance(answer, Exception)]
    assert entry.state == "withdrawn"
    assert len(done) + sum(isinstance(answer, TerreauError) for answer in answers) == 6
