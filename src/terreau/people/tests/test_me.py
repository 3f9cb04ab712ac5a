"""« Mon espace »: the name, who reads it, and one's own data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from terreau.people import actions, queries
from terreau.people.models import Consent, Invitation, Purpose, Role
from terreau.people.tests.builders import a_browser_of, a_holder, a_person, an_organisation

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db


def test_the_page_leads_to_everything_about_oneself() -> None:
    organisation = an_organisation("Emmaüs")
    person = a_holder(organisation)
    page = a_browser_of(person).get("/mon-espace/").content.decode()
    for words in (person.email, "Emmaüs", "Responsable", "Télécharger mes données", "Supprimer mon compte"):
        assert words in page
    assert "/animation/" not in page


def test_a_name_is_shown_to_everyone_only_with_consent() -> None:
    person = a_person()
    browser = a_browser_of(person)
    browser.post("/mon-espace/nom/", {"shown_name": "Camille"})
    person.refresh_from_db()
    assert (person.shown_name, str(person), person.public_name) == ("Camille", "une personne", "une personne")
    browser.post("/mon-espace/nom/", {"shown_name": "Camille", "show_name": "on"})
    person.refresh_from_db()
    assert str(person) == "Camille"
    browser.post("/mon-espace/nom/", {"shown_name": "Camille"})
    person.refresh_from_db()
    assert str(person) == "une personne"


def test_a_consent_says_to_which_words_and_until_when() -> None:
    person = a_person()
    actions.give_consent(person, Purpose.SHOW_NAME)
    actions.give_consent(person, Purpose.SHOW_NAME)
    actions.withdraw_consent(person, Purpose.SHOW_NAME)
    assert queries.consent_in_force(person, Purpose.SHOW_NAME) is None
    actions.give_consent(person, Purpose.SHOW_NAME)
    first, second = Consent.objects.order_by("pk")
    assert first.withdrawn_at
    assert first.text_version
    assert queries.consent_in_force(person, Purpose.SHOW_NAME) == second


@pytest.mark.parametrize("name", ["n" * 81, "n" * 1_000_000])
def test_a_name_too_long_is_refused(name: str) -> None:
    person = a_person()
    answer = a_browser_of(person).post("/mon-espace/nom/", {"shown_name": name})
    assert answer.status_code == 200
    assert len(answer.content) < 50_000
    person.refresh_from_db()
    assert person.shown_name == ""


def test_a_script_in_ones_name_is_text() -> None:
    person = a_person()
    actions.introduce(person, name="<script>alert(1)</script>", to_everyone=True)
    assert b"<script>alert" not in a_browser_of(person).get("/mon-espace/").content


def test_everything_kept_about_oneself_is_taken_away_in_one_file() -> None:
    organisation = an_organisation("Emmaüs")
    person = a_holder(organisation)
    actions.introduce(person, name="Camille", to_everyone=True)
    Invitation.objects.create(
        organisation=an_organisation("Fablab"),
        email=person.email,
        role=Role.MEMBER,
        token_sha256="x",
        invited_by=a_person(),
        expires_at="2999-01-01T00:00Z",
    )
    answer = a_browser_of(person).get("/mon-espace/mes-donnees.json")
    assert answer["Content-Disposition"] == 'attachment; filename="mes-donnees.json"'
    assert "no-store" in answer["Cache-Control"]
    ours = json.loads(answer.content)["people"]
    assert ours["account"]["email"] == person.email
    assert ours["addresses"][0]["verified"] is True
    assert ours["organisations"][0]["organisation__name"] == "Emmaüs"
    assert ours["consents"][0]["purpose"] == "show-name"
    assert ours["invitations_received"][0]["organisation__name"] == "Fablab"


def test_the_file_holds_nothing_of_anyone_else() -> None:
    other = a_person(email="autre@exemple.fr")
    answer = a_browser_of(a_person()).get("/mon-espace/mes-donnees.json")
    assert other.email not in answer.content.decode()


def test_the_page_costs_a_bounded_number_of_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    person = a_person()
    for _number in range(10):
        actions.declare_organisation(
            person, name=f"Collectif {_number}", kind="collective", territory=an_organisation().territory
        )
    browser = a_browser_of(person)
    with django_assert_max_num_queries(23):  # rooms show their panels here
        browser.get("/mon-espace/")
