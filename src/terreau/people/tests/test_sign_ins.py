"""Open sign-ins: listed, ended one by one or all, with as little kept as can be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.cache import cache
from django.test import Client

from terreau.people.tests.builders import a_person

if TYPE_CHECKING:
    from terreau.people.models import User

pytestmark = pytest.mark.django_db


def a_sign_in(person: User, browser: str = "Firefox", network: str = "203.0.113.77") -> Client:
    cache.clear()
    client = Client(HTTP_USER_AGENT=browser, REMOTE_ADDR=network)
    client.post("/compte/connexion/", {"login": person.email})
    code = re.search(r"\d{4}-\d{4}", str(mail.outbox[-1].body))
    assert code
    client.post("/compte/connexion/code/", {"code": code[0]})
    return client


def is_open(client: Client) -> bool:
    return client.get("/mon-espace/").status_code == 200


def test_each_open_sign_in_is_listed_and_ones_own_is_marked() -> None:
    person = a_person()
    here, _there = a_sign_in(person), a_sign_in(person, "Vieux téléphone")
    page = here.get("/mon-espace/connexions/").content.decode()
    assert "Vieux téléphone" in page
    assert page.count("Celle-ci") == 1


def test_another_sign_in_is_ended_and_ones_own_stays() -> None:
    person = a_person()
    here, there = a_sign_in(person), a_sign_in(person, "Perdu")
    lost = UserSession.objects.get(user_agent="Perdu")
    here.post(f"/mon-espace/connexions/{lost.pk}/fermer/")
    assert not is_open(there)
    assert is_open(here)


def test_nobody_ends_the_sign_in_of_another() -> None:
    victim = a_person()
    theirs = a_sign_in(victim)
    attacker = a_sign_in(a_person())
    attacker.post(f"/mon-espace/connexions/{UserSession.objects.get(user=victim).pk}/fermer/")
    assert is_open(theirs)


def test_all_are_ended_at_once() -> None:
    person = a_person()
    here, there = a_sign_in(person), a_sign_in(person)
    here.post("/mon-espace/connexions/fermer/")
    assert not is_open(here)
    assert not is_open(there)
    assert not UserSession.objects.exists()


@pytest.mark.parametrize(
    ("seen", "kept"), [("203.0.113.77", "203.0.113.0"), ("2001:db8:1:2::3", "2001:db8:1::")]
)
def test_of_an_address_only_the_network_is_kept(seen: str, kept: str) -> None:
    a_sign_in(a_person(), network=seen)
    assert UserSession.objects.get().ip == kept


def test_reading_pages_writes_nothing() -> None:
    client = a_sign_in(a_person())
    before = UserSession.objects.values().get()
    client.get("/organisations/")
    assert UserSession.objects.values().get() == before


def test_the_page_survives_a_browser_that_says_nothing_of_itself() -> None:
    client = a_sign_in(a_person(), browser="")
    assert "Navigateur inconnu" in client.get("/mon-espace/connexions/").content.decode()


def test_a_script_in_the_name_of_a_browser_is_text() -> None:
    client = a_sign_in(a_person(), browser="<script>alert(1)</script>")
    assert b"<script>alert" not in client.get("/mon-espace/connexions/").content
