"""The road of a need."""

from __future__ import annotations

import pytest

from terreau.foundation.errors import NotAllowedError
from terreau.needs import actions
from terreau.needs.errors import ChangedMeanwhileError, ImpossibleStateError
from terreau.needs.models import Need, Standing, State
from terreau.needs.rules import TRANSITIONS, possible_states
from terreau.needs.tests import builders
from terreau.participation.errors import ReasonNeededError
from terreau.people.models import Role, User

pytestmark = pytest.mark.django_db


def move(need: Need, state: State, by: User, reason: str = "Vu en réunion") -> None:
    need.refresh_from_db()
    actions.change_state(need.pk, state, by=by, version=need.version, reason=reason)


def test_a_steward_walks_the_whole_road_and_reopens() -> None:
    need, steward = builders.a_need(), builders.a_steward()
    for state in (State.LOOKED_AT, State.BEING_ANSWERED, State.MET, State.LOOKED_AT):
        move(need, state, steward)
    road = need.state_changes.order_by("at")
    assert [change.after for change in road] == ["looked-at", "being-answered", "met", "looked-at"]
    assert {change.standing for change in road} == {Standing.STEWARD}
    assert need.history.count() == 5


def test_the_raiser_says_how_it_ended_but_not_that_others_look_at_it() -> None:
    person = builders.a_person()
    need = builders.a_need(by=person)
    assert possible_states(person, need) == (State.CLOSED,)
    with pytest.raises(NotAllowedError):
        move(need, State.LOOKED_AT, person)
    move(need, State.LOOKED_AT, builders.a_steward())
    move(need, State.MET, person)
    assert need.state_changes.order_by("at").last().standing == Standing.RAISER  # type: ignore[union-attr]


def test_the_holder_of_the_organisation_answers_for_its_need() -> None:
    organisation = builders.an_organisation()
    need = actions.raise_need(
        builders.a_telling(),
        by=builders.a_member(organisation),
        voice=actions.Voice(organisation=organisation),
    )
    move(need, State.CLOSED, builders.a_member(organisation, Role.HOLDER))
    with pytest.raises(NotAllowedError):
        move(need, State.LOOKED_AT, builders.a_member(organisation))


def test_an_impossible_step_is_refused_in_one_sentence() -> None:
    with pytest.raises(ImpossibleStateError) as refused:
        move(builders.a_need(), State.MET, builders.a_steward())
    assert str(refused.value) == "Un besoin «\xa0Exprimé\xa0» ne peut pas devenir «\xa0Satisfait\xa0»."


def test_no_change_goes_without_a_public_reason() -> None:
    with pytest.raises(ReasonNeededError):
        move(builders.a_need(), State.LOOKED_AT, builders.a_steward(), reason=" ")


def test_the_second_steward_sees_what_the_first_changed() -> None:
    need = builders.a_need()
    actions.change_state(need.pk, State.LOOKED_AT, by=builders.a_steward(), version=1, reason="Vu")
    with pytest.raises(ChangedMeanwhileError) as stopped:
        actions.change_state(need.pk, State.CLOSED, by=builders.a_steward(), version=1, reason="Doublon")
    assert [(str(change.label), change.before, change.after) for change in stopped.value.changes] == [
        ("état", "Exprimé", "Examiné")
    ]
    need.refresh_from_db()
    assert need.state == State.LOOKED_AT


def test_every_state_leads_somewhere_so_that_nothing_is_stuck() -> None:
    assert set(TRANSITIONS) == set(State)
    assert all(TRANSITIONS.values())
