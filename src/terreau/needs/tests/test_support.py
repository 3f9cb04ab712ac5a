"""Supporting a need, with an account or on paper."""

from __future__ import annotations

import datetime as dt
import threading
from uuid import uuid4

import pytest
from django.db import connection

from terreau.foundation.errors import NotAllowedError
from terreau.needs import actions
from terreau.needs.errors import SupportClosedError
from terreau.needs.models import Need, PaperSupport, State, Support
from terreau.needs.tests import builders
from terreau.participation.errors import ReasonNeededError

DAY = dt.date(2026, 3, 14)


@pytest.mark.django_db
def test_a_person_counts_once_and_can_withdraw() -> None:
    need, person = builders.a_need(), builders.a_person()
    actions.support(need.pk, by=person)
    assert actions.support(need.pk, by=person).account_supports == 1
    assert actions.withdraw(need.pk, by=person).account_supports == 0
    assert not Support.objects.exists()


@pytest.mark.django_db
def test_supporting_leaves_the_version_alone_but_moves_the_stamp() -> None:
    need = builders.a_need()
    after = actions.support(need.pk, by=builders.a_person())
    assert after.version == need.version
    assert after.touched_at > need.touched_at
    assert need.history.count() == 1


@pytest.mark.django_db
def test_a_satisfied_need_takes_no_more_support() -> None:
    need = builders.a_need()
    Need.objects.filter(pk=need.pk).update(state=State.MET)
    with pytest.raises(SupportClosedError, match="Satisfait"):
        actions.support(need.pk, by=builders.a_person())


@pytest.mark.django_db
def test_a_mediator_counts_people_on_paper_and_totals_say_both() -> None:
    need = builders.a_need()
    actions.support(need.pk, by=builders.a_person())
    key, mediator = uuid4(), builders.a_mediator()
    for _ in range(2):  # the form is sent twice
        actions.count_on_paper(need.pk, 12, place="Marché", date=DAY, by=mediator, key=key)
    need.refresh_from_db()
    assert (need.account_supports, need.paper_supports, need.supports) == (1, 12, 13)


@pytest.mark.django_db
def test_only_a_mediator_counts_on_paper() -> None:
    with pytest.raises(NotAllowedError):
        actions.count_on_paper(builders.a_need().pk, 12, place="Marché", date=DAY, by=builders.a_person())


@pytest.mark.django_db
def test_a_paper_count_is_corrected_with_its_trace() -> None:
    need, mediator = builders.a_need(), builders.a_mediator()
    paper = actions.count_on_paper(need.pk, 12, place="Marché", date=DAY, by=mediator)
    with pytest.raises(ReasonNeededError):
        actions.correct_paper_count(paper.pk, 10, by=mediator, reason="  ")
    with pytest.raises(NotAllowedError):
        actions.correct_paper_count(paper.pk, 10, by=builders.a_mediator(), reason="Je passais")
    actions.correct_paper_count(paper.pk, 10, by=mediator, reason="Deux croix comptées deux fois")
    need.refresh_from_db()
    assert need.paper_supports == 10
    kept = paper.history.order_by("history_id")
    assert [(entry.count, entry.history_change_reason) for entry in kept] == [
        (12, ""),
        (10, "Deux croix comptées deux fois"),
    ]


@pytest.mark.django_db(transaction=True)
def test_supports_given_at_once_are_all_counted() -> None:
    need = builders.a_need()
    people = [builders.a_person() for _ in range(8)]

    def give(person: object) -> None:
        actions.support(need.pk, by=person)  # type: ignore[arg-type]
        connection.close()

    threads = [threading.Thread(target=give, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    need.refresh_from_db()
    assert need.account_supports == 8 == Support.objects.count()
    assert not PaperSupport.objects.exists()
