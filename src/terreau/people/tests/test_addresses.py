"""Several addresses for one account, each shown to be one's own by a code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache

from terreau.people.tests.builders import a_browser_of, a_person

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
PAGE = "/compte/adresses/"


def add(browser: Client, email: str) -> None:
    browser.post(PAGE, {"action_add": "", "email": email})


def test_a_second_address_is_added_by_a_code_then_made_the_main_one() -> None:
    person = a_person()
    browser = a_browser_of(person)
    add(browser, "autre@exemple.fr")
    assert "Confirmez votre adresse" in mail.outbox[-1].subject
    code = re.search(r"\d{4}-\d{4}", str(mail.outbox[-1].body))
    assert code
    assert browser.get("/compte/adresses/code/").status_code == 200
    browser.post("/compte/adresses/code/", {"code": code[0]})
    assert EmailAddress.objects.get(email="autre@exemple.fr").verified
    browser.post(PAGE, {"action_primary": "", "email": "autre@exemple.fr"})
    person.refresh_from_db()
    assert person.email == "autre@exemple.fr"


def test_an_address_whose_code_is_never_typed_is_not_kept() -> None:
    browser = a_browser_of(a_person())
    add(browser, "autre@exemple.fr")
    assert not EmailAddress.objects.filter(email="autre@exemple.fr").exists()


def test_the_address_of_another_is_not_taken_and_nothing_tells_it_is_known() -> None:
    other = a_person()
    answers = []
    for email in (other.email, "inconnue@exemple.fr"):
        cache.clear()
        browser = a_browser_of(a_person())
        answer = browser.post(PAGE, {"action_add": "", "email": email})
        answers.append((answer.status_code, answer["Location"]))
        browser.post("/compte/adresses/code/", {"code": "0000-0000"})
    assert answers[0] == answers[1]
    assert EmailAddress.objects.get(email=other.email).user == other


def test_the_main_address_cannot_be_removed() -> None:
    person = a_person()
    a_browser_of(person).post(PAGE, {"action_remove": "", "email": person.email})
    assert EmailAddress.objects.get(user=person).primary


def test_the_page_lists_ones_own_addresses_only() -> None:
    other, person = a_person(), a_person()
    page = a_browser_of(person).get(PAGE).content.decode()
    assert person.email in page
    assert other.email not in page
