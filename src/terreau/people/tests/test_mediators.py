"""Acting for someone who has no account: who may, and through which organisation."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from terreau.people import queries
from terreau.people.models import Role
from terreau.people.tests.builders import a_holder, a_mediator, a_member, a_person, an_organisation

pytestmark = pytest.mark.django_db
ACT = "people.act_for_someone"


def test_a_mediator_of_a_verified_organisation_may_act_for_someone() -> None:
    organisation = an_organisation(verified=True)
    mediator = a_mediator(organisation)
    assert mediator.has_perm(ACT)
    assert list(queries.mediating_organisations_of(mediator)) == [organisation]


def test_a_mediator_of_an_organisation_only_declared_may_not() -> None:
    mediator = a_mediator(an_organisation())
    assert not mediator.has_perm(ACT)
    assert not queries.mediating_organisations_of(mediator).exists()


def test_members_holders_and_strangers_may_not() -> None:
    organisation = an_organisation(verified=True)
    for person in (a_member(organisation), a_holder(organisation), a_person(), AnonymousUser()):
        assert not person.has_perm(ACT)


def test_a_steward_may_without_an_organisation() -> None:
    steward = a_person(steward=True)
    assert steward.has_perm(ACT)
    assert not queries.mediating_organisations_of(steward).exists()


def test_a_visitor_belongs_to_nothing() -> None:
    assert not queries.organisations_of(AnonymousUser()).exists()
    assert not queries.mediating_organisations_of(AnonymousUser()).exists()


def test_only_the_organisation_in_which_one_is_a_mediator_counts() -> None:
    here, there = an_organisation(verified=True), an_organisation(verified=True)
    person = a_mediator(here)
    a_member(there, role=Role.MEMBER, user=person)
    assert list(queries.mediating_organisations_of(person)) == [here]
    assert set(queries.organisations_of(person)) == {here, there}
