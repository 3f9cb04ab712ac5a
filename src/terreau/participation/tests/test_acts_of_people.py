"""What people do with organisations and accounts leaves its line too, and names nobody who did not act."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from terreau.participation.models import ActedAs, JournalLine
from terreau.participation.queries.journal import Filters, page_of
from terreau.people import actions
from terreau.people.errors import AlreadyDeclaredError
from terreau.people.models import Invitation, OrganisationKind, Role, User
from terreau.people.tests.builders import a_browser_of, a_member, a_person, a_territory, an_organisation
from terreau.territories.models import Kind, Territory

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> Territory:
    return Territory.objects.create(
        ref=settings.TERRITORY, kind=Kind.EPCI, code=settings.TERRITORY, name="La Métropole"
    )


def verbs() -> list[str]:
    return list(JournalLine.objects.order_by("number").values_list("verb", flat=True))


def test_an_organisation_declared_verified_changed_and_no_longer_verified_leaves_its_lines() -> None:
    person, steward = a_person("Camille"), a_person(steward=True)
    facts: dict[str, Any] = {"kind": OrganisationKind.ASSOCIATION, "territory": a_territory()}
    organisation = actions.declare_organisation(person, name="Les Jardins", **facts)
    actions.verify_organisation(steward, organisation)
    actions.verify_organisation(steward, organisation)
    actions.change_organisation(person, organisation, name="Les Grands Jardins", **facts)
    actions.change_organisation(person, organisation, name="Les Grands Jardins", **facts)
    actions.verify_organisation(steward, organisation)
    actions.withdraw_verification(steward, organisation)
    actions.withdraw_verification(steward, organisation)
    assert verbs() == [
        "declare-organisation", "verify-organisation", "change-verified-organisation", "verify-organisation",
        "unverify-organisation",
    ]  # fmt: skip
    entry = page_of(Filters()).entries[-1]
    assert (entry.who, entry.did, entry.title) == ("Camille", "a déclaré l’organisation", "Les Jardins")
    assert entry.url == organisation.get_absolute_url()
    assert entry.places == [("38185", "Grenoble")]


def test_a_declaration_refused_leaves_no_line() -> None:
    person, known = a_person(), an_organisation("Les Jardins")
    with pytest.raises(AlreadyDeclaredError):
        actions.declare_organisation(
            person, name="les jardins", kind=OrganisationKind.ASSOCIATION, territory=known.territory
        )
    assert verbs() == []


def test_being_put_in_charge_leaves_a_line_that_does_not_name_the_person() -> None:
    organisation = an_organisation()
    holder, member = a_member(organisation, role=Role.HOLDER), a_member(organisation)
    other = a_member(organisation)
    actions.change_role(holder, organisation, member, Role.HOLDER)
    actions.change_role(holder, organisation, member, Role.HOLDER)
    actions.change_role(holder, organisation, other, Role.MEDIATOR)
    actions.hand_over(holder, organisation, other)
    assert verbs() == ["put-in-charge", "put-in-charge"]
    assert set(JournalLine.objects.values_list("actor_id", flat=True)) == {holder.pk}


def test_accepting_to_be_in_charge_leaves_a_line_and_joining_as_a_member_none() -> None:
    organisation = an_organisation()
    holder = a_member(organisation, role=Role.HOLDER)
    for role in (Role.MEMBER, Role.HOLDER):
        guest = a_person()
        Invitation.objects.create(
            organisation=organisation,
            email=guest.email,
            role=role,
            token_sha256=Invitation.digest(role),
            invited_by=holder,
            expires_at=timezone.now() + dt.timedelta(days=1),
        )
        actions.accept_invitation(guest, role)
    assert verbs() == ["take-charge"]


def test_a_block_leaves_its_public_reason_and_nothing_of_the_person(home: Territory) -> None:
    steward, person = a_person("Dominique", steward=True), a_person("Claude", email="claude@exemple.fr")
    actions.block(steward, person, "Publicité répétée.")
    actions.unblock(steward, person)
    actions.unblock(steward, person)
    assert verbs() == ["block-account", "unblock-account"]
    line = JournalLine.objects.get(number=1)
    assert (line.kind, line.thing, line.actor_id) == ("territories.territory", home.ref, steward.pk)
    page = a_browser_of(None).get("/journal/").content.decode()
    assert "a bloqué un compte, pour" in page
    assert "Publicité répétée." in page
    assert "Claude" not in page
    assert "claude@" not in page
    assert person.username not in page


def test_naming_and_dismissing_a_steward_leave_a_line(home: Territory) -> None:
    steward, person = a_person(steward=True), a_person()
    actions.appoint_steward(steward, person)
    actions.appoint_steward(steward, person)
    actions.dismiss_steward(steward, person)
    assert verbs() == ["appoint-steward", "dismiss-steward"]
    assert JournalLine.objects.filter(places=[home.ref]).count() == 2


def test_the_line_falls_with_the_act(home: Territory, monkeypatch: pytest.MonkeyPatch) -> None:
    from terreau.people.actions import stewards

    def broken(*_anything: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(stewards, "tell", broken)
    steward, person = a_person(steward=True), a_person()
    with pytest.raises(RuntimeError):
        actions.block(steward, person, "X")
    assert User.objects.get(pk=person.pk).is_active
    assert verbs() == []
    assert home.ref


def test_the_journal_is_filtered_by_organisations_and_by_stewardship(home: Territory) -> None:
    steward = a_person(steward=True)
    actions.verify_organisation(steward, an_organisation("Les Jardins"))
    actions.block(steward, a_person(), "Publicité répétée.")
    browser = a_browser_of(None)
    organisations = browser.get("/journal/?salle=organisations").content.decode()
    assert "Les Jardins" in organisations
    assert "Publicité" not in organisations
    assert "Publicité" in browser.get("/journal/?salle=animation").content.decode()
    assert ActedAs.PERSON.value in JournalLine.objects.values_list("acted_as", flat=True)
    assert home.ref


@pytest.mark.parametrize("slug", ["organisation", "territoire"])
def test_no_conversation_opens_about_an_organisation_or_a_territory(home: Territory, slug: str) -> None:
    key = home.ref if slug == "territoire" else str(an_organisation().pk)
    answer = a_browser_of(a_person()).post(f"/conversations/{slug}/{key}/", {"text": "Un mot."})
    assert answer.status_code >= 400
