"""Roles in an organisation: someone always answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from terreau.foundation.errors import NotAllowedError
from terreau.people import actions, queries
from terreau.people.errors import LastHolderError, NotAMemberError
from terreau.people.models import Belonging, Role
from terreau.people.tests.builders import a_browser_of, a_holder, a_member, a_person, an_organisation

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db


def test_the_last_holder_cannot_leave_and_is_told_what_to_do() -> None:
    organisation = an_organisation("Emmaüs")
    answer = a_browser_of(a_holder(organisation)).post(f"{organisation.get_absolute_url()}quitter/")
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "dernière personne responsable de «\u00a0Emmaüs\u00a0»" in page
    assert "Confiez d’abord ce rôle" in page
    assert Belonging.objects.count() == 1


def test_who_hands_over_becomes_a_member_and_may_then_leave() -> None:
    organisation = an_organisation()
    holder, heir = a_holder(organisation), a_member(organisation)
    browser, address = a_browser_of(holder), organisation.get_absolute_url()
    browser.post(f"{address}membres/{heir.username}/confier/")
    assert Belonging.objects.get(user=heir).role == Role.HOLDER
    assert Belonging.objects.get(user=holder).role == Role.MEMBER
    browser.post(f"{address}quitter/")
    assert not Belonging.objects.filter(user=holder).exists()


def test_handing_over_to_oneself_changes_nothing() -> None:
    organisation = an_organisation()
    holder = a_holder(organisation)
    actions.hand_over(holder, organisation, holder)
    assert Belonging.objects.get(user=holder).role == Role.HOLDER


def test_the_last_holder_cannot_be_made_a_member_nor_removed_even_by_a_steward() -> None:
    organisation = an_organisation()
    holder, steward = a_holder(organisation), a_person(steward=True)
    for by in (holder, steward):
        with pytest.raises(LastHolderError):
            actions.change_role(by, organisation, holder, Role.MEMBER)
        with pytest.raises(LastHolderError):
            actions.remove_member(by, organisation, holder)


def test_a_blocked_holder_does_not_count_as_answering() -> None:
    organisation = an_organisation()
    holder = a_holder(organisation)
    a_member(organisation, role=Role.HOLDER, user=a_person(blocked=True))
    with pytest.raises(LastHolderError):
        actions.leave_organisation(holder, organisation)


def test_a_steward_gives_an_orphan_organisation_a_holder() -> None:
    organisation = an_organisation()
    member = a_member(organisation)
    assert list(queries.without_holder()) == [organisation]
    actions.change_role(a_person(steward=True), organisation, member, Role.HOLDER)
    assert not queries.without_holder().exists()


def test_a_holder_names_a_mediator_with_a_button() -> None:
    organisation = an_organisation(verified=True)
    holder, member = a_holder(organisation), a_member(organisation)
    address = f"{organisation.get_absolute_url()}membres/{member.username}/role/"
    a_browser_of(holder).post(address, {"role": "mediator"})
    assert member.has_perm("people.act_for_someone")


def test_a_role_that_does_not_exist_is_refused() -> None:
    organisation = an_organisation()
    holder, member = a_holder(organisation), a_member(organisation)
    address = f"{organisation.get_absolute_url()}membres/{member.username}/role/"
    assert a_browser_of(holder).post(address, {"role": "emperor"}).status_code == 404
    assert Belonging.objects.get(user=member).role == Role.MEMBER


def test_a_person_who_is_not_a_member_cannot_be_given_a_role() -> None:
    organisation = an_organisation()
    with pytest.raises(NotAMemberError):
        actions.change_role(a_holder(organisation), organisation, a_person(), Role.HOLDER)


def test_the_holder_of_one_organisation_has_no_say_in_another() -> None:
    here, there = an_organisation(), an_organisation()
    holder, member = a_holder(here), a_member(there)
    for act in (actions.remove_member, actions.hand_over):
        with pytest.raises(NotAllowedError):
            act(holder, there, member)
    with pytest.raises(NotAllowedError):
        actions.change_role(holder, there, member, Role.HOLDER)


def test_members_read_the_names_of_members_and_no_address() -> None:
    organisation = an_organisation()
    reader, other = a_member(organisation), a_member(organisation)
    other.shown_name = "Dominique"
    other.save()
    page = a_browser_of(reader).get(f"{organisation.get_absolute_url()}membres/").content.decode()
    assert "Dominique" in page
    assert other.email not in page
    assert "Retirer de l’organisation" not in page


def test_the_page_costs_the_same_for_two_members_or_thirty(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    organisation = an_organisation()
    browser = a_browser_of(a_holder(organisation))
    for _number in range(30):
        a_member(organisation)
    with django_assert_max_num_queries(12):
        browser.get(f"{organisation.get_absolute_url()}membres/")


def test_a_person_who_takes_themself_out_is_shown_the_public_page() -> None:
    organisation = an_organisation()
    holder, _other = a_holder(organisation), a_holder(organisation)
    address = organisation.get_absolute_url()
    answer = a_browser_of(holder).post(f"{address}membres/{holder.username}/retirer/")
    assert answer["Location"] == address
