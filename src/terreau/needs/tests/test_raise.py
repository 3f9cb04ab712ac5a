"""Raising a need."""

from __future__ import annotations

from uuid import uuid4

import pytest

from terreau.foundation.errors import NotAllowedError
from terreau.needs import actions
from terreau.needs.errors import KeyTakenError
from terreau.needs.models import Need
from terreau.needs.tests import builders
from terreau.people.models import Role

pytestmark = pytest.mark.django_db


def test_a_person_raises_a_need_for_several_territories() -> None:
    metropolis, person = builders.a_metropolis(), builders.a_person()
    need = builders.a_need(by=person, territories=[metropolis, builders.a_territory()])
    assert need.state == "raised"
    assert [place["ref"] for place in need.places] == ["200040715", "38185"]
    assert {link.territory_id for link in need.territory_links.all()} == {"200040715", "38185"}


def test_the_first_day_is_kept_with_its_author() -> None:
    person = builders.a_person()
    need = builders.a_need(by=person)
    kept = need.history.get()
    assert (kept.history_user, kept.title, kept.version) == (person, need.title, 1)
    assert kept.places == need.places


def test_the_same_form_sent_twice_is_one_need() -> None:
    person, key = builders.a_person(), uuid4()
    first = actions.raise_need(builders.a_telling(), by=person, key=key)
    second = actions.raise_need(builders.a_telling("Autre titre"), by=person, key=key)
    assert first == second
    assert Need.objects.count() == 1


def test_the_form_of_somebody_else_cannot_be_replayed() -> None:
    key = uuid4()
    actions.raise_need(builders.a_telling(), by=builders.a_person(), key=key)
    with pytest.raises(KeyTakenError):
        actions.raise_need(builders.a_telling(), by=builders.a_person(), key=key)


def test_a_member_speaks_for_the_organisation_and_a_stranger_does_not() -> None:
    organisation = builders.an_organisation()
    voice = actions.Voice(organisation=organisation)
    need = actions.raise_need(builders.a_telling(), by=builders.a_member(organisation), voice=voice)
    assert need.organisation == organisation
    with pytest.raises(NotAllowedError):
        actions.raise_need(builders.a_telling(), by=builders.a_person(), voice=voice)


def test_only_a_mediator_speaks_for_someone() -> None:
    organisation = builders.an_organisation()
    voice = actions.Voice(organisation=organisation, for_someone=True)
    need = actions.raise_need(
        builders.a_telling(), by=builders.a_member(organisation, Role.MEDIATOR), voice=voice
    )
    assert need.for_someone
    with pytest.raises(NotAllowedError):
        actions.raise_need(builders.a_telling(), by=builders.a_member(organisation), voice=voice)


def test_a_blocked_person_raises_nothing() -> None:
    with pytest.raises(NotAllowedError):
        actions.raise_need(builders.a_telling(), by=builders.a_blocked_person())


@pytest.mark.parametrize(
    ("situation", "summary"),
    [
        ("**Court** et [simple](https://exemple.fr).", "Court et simple."),
        ("Bus. " * 40, "Bus. " * 34 + "Bus…"),
        ("x" * 400, "…"),
    ],
)
def test_the_first_words_are_cut_between_words(situation: str, summary: str) -> None:
    assert builders.a_need(situation=situation).summary == summary
