"""Organisations: declared by anyone, changed by who answers for them, verified by a steward."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from terreau.foundation.errors import NotAllowedError
from terreau.people import actions
from terreau.people.errors import AlreadyDeclaredError, SirenError, SirenTakenError
from terreau.people.models import Belonging, Organisation, OrganisationKind, Role
from terreau.people.tests.builders import (
    a_browser_of,
    a_holder,
    a_member,
    a_person,
    a_territory,
    an_organisation,
)

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db
PAGE = "/organisations/declarer/"
SIREN = "200040715"


def declaration(**changed: str) -> dict[str, str]:
    return {"name": "La Casemate", "kind": "association", "territory": a_territory().ref} | changed


def test_who_declares_an_organisation_answers_for_it() -> None:
    person = a_person()
    answer = a_browser_of(person).post(PAGE, declaration(siren="200 040 715"))
    organisation = Organisation.objects.get()
    assert answer["Location"] == "/organisations/la-casemate/"
    assert organisation.siren == SIREN
    assert not organisation.verified
    assert Belonging.objects.get(user=person).role == Role.HOLDER


def test_the_same_form_sent_twice_declares_once_and_says_what_to_do() -> None:
    browser = a_browser_of(a_person())
    browser.post(PAGE, declaration())
    answer = browser.post(PAGE, declaration(name="la casemate"))
    assert "est déjà déclarée sur ce territoire" in answer.content.decode()
    assert Organisation.objects.count() == 1


def test_one_name_on_two_territories_makes_two_addresses() -> None:
    person = a_person()
    for territory in (a_territory(), a_territory("38421", "Saint-Martin-d’Hères")):
        actions.declare_organisation(
            person, name="Emmaüs", kind=OrganisationKind.ASSOCIATION, territory=territory
        )
    assert list(Organisation.objects.order_by("pk").values_list("slug", flat=True)) == ["emmaus", "emmaus-2"]


@pytest.mark.parametrize("name", ["Déclarer", "???", "工房"])
def test_every_name_gets_an_address_that_opens(name: str) -> None:
    declared = actions.declare_organisation(
        a_person(), name=name, kind=OrganisationKind.COLLECTIVE, territory=a_territory()
    )
    page = a_browser_of(None).get(declared.get_absolute_url())
    assert name in page.content.decode()


@pytest.mark.parametrize("siren", ["200040716", "12345678", "abcdefghi", "200040715 1"])
def test_a_siren_with_a_wrong_key_is_refused_with_a_reason(siren: str) -> None:
    answer = a_browser_of(a_person()).post(PAGE, declaration(siren=siren))
    assert "Recopiez-le depuis un papier officiel" in answer.content.decode()
    assert not Organisation.objects.exists()
    with pytest.raises(SirenError):
        actions.declare_organisation(
            a_person(), name="X", kind=OrganisationKind.COLLECTIVE, territory=a_territory(), siren=siren
        )


@pytest.mark.parametrize("territory", ["99999", "../38185", "38185' OR 1=1", "<script>", "", "\x00"])
def test_a_forged_territory_is_refused(territory: str) -> None:
    answer = a_browser_of(a_person()).post(PAGE, declaration(territory=territory))
    assert answer.status_code == 200
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("change", [{"kind": "empire"}, {"website": "javascript:alert(1)"}, {"name": ""}])
def test_what_no_form_offers_is_refused(change: dict[str, str]) -> None:
    a_browser_of(a_person()).post(PAGE, declaration(**change))
    assert not Organisation.objects.exists()


def test_a_script_in_a_name_is_shown_as_text() -> None:
    browser = a_browser_of(a_person())
    browser.post(PAGE, declaration(name="<script>alert(1)</script>"))
    for page in ("/organisations/", Organisation.objects.get().get_absolute_url(), "/mon-espace/"):
        assert b"<script>alert" not in browser.get(page).content


def test_a_name_of_two_megabytes_is_refused_without_being_sent_back() -> None:
    answer = a_browser_of(a_person()).post(PAGE, declaration(name="n" * 2_000_000))
    assert answer.status_code == 200
    assert len(answer.content) < 50_000


def test_a_name_of_eleven_megabytes_is_not_even_read() -> None:
    answer = a_browser_of(a_person()).post(PAGE, declaration(name="n" * 11_000_000))
    assert answer.status_code in (400, 413)
    assert not Organisation.objects.exists()


def test_lines_and_marks_that_turn_the_text_are_taken_off_a_name() -> None:
    a_browser_of(a_person()).post(PAGE, declaration(name="Atelier\r\nX: y \u202egnp"))
    assert Organisation.objects.get().name == "Atelier X: y gnp"


def test_a_change_of_what_was_verified_asks_for_a_new_verification() -> None:
    organisation = an_organisation("Ancien nom", verified=True)
    browser = a_browser_of(a_holder(organisation))
    address = organisation.get_absolute_url()
    browser.post(f"{address}modifier/", declaration(name="Ancien nom", website="https://exemple.fr"))
    organisation.refresh_from_db()
    assert organisation.verified
    browser.post(f"{address}modifier/", declaration(name="Nouveau nom"))
    organisation.refresh_from_db()
    assert organisation.name == "Nouveau nom"
    assert not organisation.verified
    assert organisation.get_absolute_url() == address


def test_a_name_already_taken_is_said_on_the_form() -> None:
    organisation, other = an_organisation(), an_organisation("La Casemate")
    browser = a_browser_of(a_holder(organisation))
    answer = browser.post(f"{organisation.get_absolute_url()}modifier/", declaration(name=other.name))
    assert "est déjà déclarée" in answer.content.decode()


def test_a_verification_says_who_and_when() -> None:
    organisation = an_organisation()
    steward = a_person("Camille", steward=True)
    a_browser_of(steward).post(f"{organisation.get_absolute_url()}verifier/")
    organisation.refresh_from_db()
    assert organisation.verified_by == steward
    page = a_browser_of(None).get(organisation.get_absolute_url()).content.decode()
    assert "Organisation vérifiée" in page
    assert "par Camille" in page


def test_two_stewards_at_once_leave_one_verification() -> None:
    organisation = an_organisation()
    first, second = a_person(steward=True), a_person(steward=True)
    actions.verify_organisation(first, organisation)
    actions.verify_organisation(second, organisation)
    assert organisation.verified_by == first


def test_one_siren_is_verified_once() -> None:
    steward = a_person(steward=True)
    actions.verify_organisation(steward, an_organisation(siren=SIREN))
    duplicate = an_organisation(siren=SIREN)
    with pytest.raises(SirenTakenError):
        actions.verify_organisation(steward, duplicate)
    page = a_browser_of(steward).get(duplicate.get_absolute_url()).content.decode()
    assert "Le même SIREN est donné par" in page


def test_a_verification_can_be_taken_back() -> None:
    organisation = an_organisation(verified=True)
    a_browser_of(a_person(steward=True)).post(f"{organisation.get_absolute_url()}ne-plus-verifier/")
    organisation.refresh_from_db()
    assert not organisation.verified


def test_the_verbs_check_rights_themselves() -> None:
    organisation = an_organisation()
    outsider = a_person()
    with pytest.raises(NotAllowedError):
        actions.verify_organisation(a_holder(organisation), organisation)
    with pytest.raises(NotAllowedError):
        actions.change_organisation(
            outsider, organisation, name="X", kind=OrganisationKind.COMPANY, territory=organisation.territory
        )


def test_the_verb_itself_refuses_a_second_declaration() -> None:
    an_organisation("Emmaüs")
    with pytest.raises(AlreadyDeclaredError):
        actions.declare_organisation(
            a_person(), name="Emmaüs", kind=OrganisationKind.ASSOCIATION, territory=a_territory()
        )


def test_only_members_who_agreed_are_named_in_public() -> None:
    organisation = an_organisation()
    named, silent = a_person("Camille"), a_person()
    silent.shown_name = "Dominique"
    silent.save()
    a_member(organisation, user=named)
    a_member(organisation, user=silent)
    page = a_browser_of(None).get(organisation.get_absolute_url()).content.decode()
    assert "Camille" in page
    assert "Dominique" not in page
    assert named.email not in page


def test_the_list_is_searched_filtered_and_cut_in_pages(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(25):
        an_organisation(f"Repair café {number:02}")
    an_organisation("Fablab")
    browser = a_browser_of(None)
    with django_assert_max_num_queries(5):  # two of them tell which are hidden
        page = browser.get("/organisations/?mots=repair&sorte=association")
    assert page.content.decode().count("Repair café") == 20
    assert "Fablab" not in page.content.decode()
    assert "Fablab" in browser.get("/organisations/?mots=fab").content.decode()
    empty = browser.get("/organisations/?mots=rien&sorte=empire&page=zzz")
    assert "Aucune organisation" in empty.content.decode()
