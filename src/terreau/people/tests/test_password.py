"""A password, if one wants: chosen, changed, given up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from terreau.people.tests.builders import a_browser_of, a_person

if TYPE_CHECKING:
    from terreau.people.models import User

pytestmark = pytest.mark.django_db
GOOD = "cheval agrafe pluie mardi"


def choose(person: User, password: str) -> str:
    answer = a_browser_of(person).post(
        "/compte/mot-de-passe/choisir/", {"password1": password, "password2": password}
    )
    person.refresh_from_db()
    return answer.content.decode()


def test_one_is_chosen_then_changed() -> None:
    person = a_person()
    choose(person, GOOD)
    assert person.check_password(GOOD)
    other = "vélo nuage cuillère jeudi"
    a_browser_of(person).post(
        "/compte/mot-de-passe/", {"oldpassword": GOOD, "password1": other, "password2": other}
    )
    person.refresh_from_db()
    assert person.check_password(other)


@pytest.mark.parametrize("weak", ["court", "qwertyuiop123", "personne@exemple.fr"])
def test_a_weak_one_is_refused_with_a_reason(weak: str) -> None:
    person = a_person(email="personne@exemple.fr")
    assert "Ce mot de passe" in choose(person, weak) or "trop" in choose(person, weak)
    assert not person.has_usable_password()


def test_giving_it_up_ends_other_sign_ins_and_keeps_this_one() -> None:
    person = a_person()
    choose(person, GOOD)
    here, elsewhere = a_browser_of(person), a_browser_of(person)
    here.post("/mon-espace/mot-de-passe/supprimer/")
    person.refresh_from_db()
    assert not person.has_usable_password()
    assert here.get("/mon-espace/").status_code == 200
    assert elsewhere.get("/mon-espace/").status_code == 302


def test_the_pages_say_what_to_do() -> None:
    person = a_person()
    assert "Quelques mots" in a_browser_of(person).get("/compte/mot-de-passe/choisir/").content.decode()
    choose(person, GOOD)
    page = a_browser_of(person).get("/compte/mot-de-passe/").content.decode()
    assert "Supprimer mon mot de passe" in page
