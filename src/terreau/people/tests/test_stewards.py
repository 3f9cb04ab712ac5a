"""The stewards' desk: what awaits, blocking, naming other stewards."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from terreau.foundation.errors import NotAllowedError
from terreau.people import actions
from terreau.people.errors import BlockedPersonError, LastStewardError, StewardBlockedError
from terreau.people.models import User
from terreau.people.tests.builders import a_browser_of, a_holder, a_member, a_person, an_organisation

pytestmark = pytest.mark.django_db


def desk_of(steward: User) -> str:
    return a_browser_of(steward).get("/animation/").content.decode()


def test_the_desk_is_calm_when_nothing_awaits() -> None:
    assert "Rien n’attend" in desk_of(a_person(steward=True))


def test_the_desk_shows_organisations_to_verify_and_those_without_a_holder() -> None:
    steward = a_person(steward=True)
    waiting, orphan = an_organisation("À vérifier"), an_organisation("Orpheline", verified=True)
    a_holder(waiting)
    a_member(orphan)
    page = desk_of(steward)
    assert "Organisations à vérifier" in page
    assert waiting.get_absolute_url() in page
    assert "Organisations sans responsable" in page
    assert orphan.get_absolute_url() in page


def test_the_desk_shows_ten_and_says_how_many_more() -> None:
    for number in range(12):
        a_holder(an_organisation(f"Organisation {number}"))
    assert "Et 2 autres." in desk_of(a_person(steward=True))


def test_a_block_ends_what_was_open_and_says_why() -> None:
    person = a_person()
    browser = a_browser_of(person)
    actions.block(a_person(steward=True), person, "Publicité\nrépétée.")
    assert browser.get("/mon-espace/")["Location"].startswith("/compte/connexion/")
    person.refresh_from_db()
    assert not person.is_active
    assert person.blocked_reason == "Publicité répétée."


def test_a_block_needs_a_reason() -> None:
    person = a_person()
    answer = a_browser_of(a_person(steward=True)).post(
        f"/animation/personnes/{person.username}/bloquer/", {"reason": " \n"}
    )
    assert answer.status_code == 200
    person.refresh_from_db()
    assert person.is_active


def test_the_reason_of_a_block_is_on_no_public_page() -> None:
    organisation = an_organisation()
    person = a_person("Camille")
    a_member(organisation, user=person)
    actions.block(a_person(steward=True), person, "Raison très particulière")
    page = a_browser_of(None).get(organisation.get_absolute_url()).content.decode()
    assert "particulière" not in page
    assert "Camille" not in page


def test_an_unblocked_person_comes_back_and_nothing_is_kept_of_it() -> None:
    person, steward = a_person(blocked=True), a_person(steward=True)
    a_browser_of(steward).post(f"/animation/personnes/{person.username}/debloquer/")
    person.refresh_from_db()
    assert person.is_active
    assert (person.blocked_at, person.blocked_by, person.blocked_reason) == (None, None, "")


def test_nobody_blocks_themself_nor_another_steward() -> None:
    steward, other = a_person(steward=True), a_person(steward=True)
    with pytest.raises(NotAllowedError):
        actions.block(steward, steward, "X")
    with pytest.raises(StewardBlockedError):
        actions.block(steward, other, "X")


def test_a_steward_names_another_who_then_has_the_desk() -> None:
    person = a_person()
    a_browser_of(a_person(steward=True)).post(f"/animation/personnes/{person.username}/nommer/")
    person.refresh_from_db()
    assert a_browser_of(person).get("/animation/").status_code == 200


def test_a_blocked_person_is_not_named() -> None:
    with pytest.raises(BlockedPersonError):
        actions.appoint_steward(a_person(steward=True), a_person(blocked=True))


def test_the_last_steward_cannot_step_down() -> None:
    steward = a_person(steward=True)
    answer = a_browser_of(steward).post(f"/animation/personnes/{steward.username}/demettre/")
    assert answer.status_code == 409
    steward.refresh_from_db()
    assert steward.is_steward
    with pytest.raises(LastStewardError):
        actions.delete_account(steward)


def test_one_of_two_stewards_may_step_down() -> None:
    steward, _other = a_person(steward=True), a_person(steward=True)
    answer = a_browser_of(steward).post(f"/animation/personnes/{steward.username}/demettre/")
    assert answer["Location"] == "/mon-espace/"
    steward.refresh_from_db()
    assert not steward.is_steward


def test_the_host_names_the_first_steward_by_address_before_any_sign_in() -> None:
    first = actions.appoint_first_steward("Agent@Exemple.fr")
    assert first.is_steward
    assert EmailAddress.objects.get(user=first).email == "agent@exemple.fr"
    assert actions.appoint_first_steward("agent@exemple.fr").pk == first.pk


def test_an_address_given_whole_finds_its_account_and_is_never_shown() -> None:
    person, browser = a_person("Camille", email="camille.b@exemple.fr"), a_browser_of(a_person(steward=True))
    found = browser.get("/animation/personnes/?mots=camille.b@exemple.fr").content.decode()
    assert f"/animation/personnes/{person.username}/" in found
    partial = browser.get("/animation/personnes/?mots=camille.b").content.decode()
    assert person.username not in partial
    listed = browser.get("/animation/personnes/").content.decode()
    detail = browser.get(f"/animation/personnes/{person.username}/").content.decode()
    assert "camille.b@" not in listed + detail


def test_the_database_itself_refuses_a_blocked_steward_and_an_inactive_account_without_a_block() -> None:
    steward = a_person(steward=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=steward.pk).update(is_active=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=a_person(blocked=True).pk).update(is_active=True)
