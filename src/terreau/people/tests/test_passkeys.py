"""Passkeys: added, used, renamed, removed; and what is refused (a real browser is in home/tests/browser)."""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING, Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client, override_settings

from terreau.people.freshness import SIGNED_IN_AT
from terreau.people.passkeys import name_bound_to
from terreau.people.queries import account_of, passkeys_of
from terreau.people.tests.builders import a_browser_of, a_person
from terreau.people.tests.device import PRESENT, Device
from terreau.people.tests.test_sign_in import code_received, is_signed_in, knock

if TYPE_CHECKING:
    from django.http import HttpResponse

    from terreau.people.models import User

pytestmark = pytest.mark.django_db
ADD, USE, LIST = "/compte/cles/ajouter/", "/compte/cle/", "/compte/cles/"


def options_to_make(browser: Client) -> dict[str, Any]:
    page = browser.get(ADD).content.decode()
    found = re.search(r'<script id="passkey-options" type="application/json">(.*?)</script>', page)
    assert found, page
    options: dict[str, Any] = json.loads(found[1])
    return options


def options_to_use(browser: Client) -> dict[str, Any]:
    options: dict[str, Any] = browser.get(USE, headers={"Accept": "application/json"}).json()[
        "request_options"
    ]
    return options


def a_passkey(person: User, device: Device, name: str = "Mon téléphone") -> HttpResponse:
    browser = a_browser_of(person)
    answer = {"name": name, "passwordless": "True", "credential": device.make(options_to_make(browser))}
    return browser.post(ADD, answer)  # type: ignore[return-value]


def enter(browser: Client, device: Device, **more: str) -> HttpResponse:
    answer = device.use(options_to_use(browser))
    return browser.post(USE, {"credential": answer, **more})  # type: ignore[return-value]


def long_ago(browser: Client) -> None:
    session = browser.session
    session[SIGNED_IN_AT] = time.time() - 16 * 60
    session.save()


def test_one_adds_a_passkey_then_enters_with_it_and_sees_when_it_was_used(client: Client) -> None:
    person, device = a_person(), Device()
    assert a_passkey(person, device)["Location"] == LIST
    assert enter(client, device)["Location"] == "/mon-espace/"
    assert is_signed_in(client)
    page = client.get(LIST).content.decode()
    assert "Mon téléphone" in page
    assert "utilisée la dernière fois le" in page


def test_a_passkey_leads_back_where_one_was_and_never_elsewhere(client: Client) -> None:
    device = Device()
    a_passkey(a_person(), device)
    assert enter(client, device, next="/organisations/declarer/")["Location"] == "/organisations/declarer/"
    assert enter(Client(), device, next="https://pirate.example/")["Location"] == "/mon-espace/"


def test_a_code_by_mail_still_opens_the_account_of_someone_with_a_passkey(client: Client) -> None:
    person = a_person()
    a_passkey(person, Device())
    knock(client, person.email)
    assert client.post("/compte/connexion/code/", {"code": code_received()})["Location"] == "/mon-espace/"
    assert is_signed_in(client)


def test_the_person_is_told_by_mail_of_each_passkey_added_or_removed() -> None:
    person = a_person()
    a_passkey(person, Device())
    a_browser_of(person).post(f"/compte/cles/{passkeys_of(person)[0]['pk']}/retirer/")
    assert [(message.subject, message.to) for message in mail.outbox] == [
        ("Une clé d’accès a été ajoutée à votre compte", [person.email]),
        ("Une clé d’accès a été retirée de votre compte", [person.email]),
    ]


def test_a_passkey_removed_no_longer_opens(client: Client) -> None:
    person, device = a_person(), Device()
    a_passkey(person, device)
    a_browser_of(person).post(f"/compte/cles/{passkeys_of(person)[0]['pk']}/retirer/")
    enter(client, device)
    assert not is_signed_in(client)


def test_a_passkey_is_renamed_in_one_line() -> None:
    person = a_person()
    a_passkey(person, Device(), name="")
    assert passkeys_of(person)[0]["name"] == "Clé d’accès 1"
    where = f"/compte/cles/{passkeys_of(person)[0]['pk']}/renommer/"
    assert a_browser_of(person).post(where, {"name": "n" * 61}).status_code == 200
    assert a_browser_of(person).post(where, {"name": "<b>Clé\ndu bureau</b>"})["Location"] == LIST
    assert b"&lt;b&gt;Cl" in a_browser_of(person).get(LIST).content


def test_nobody_touches_the_passkey_of_another(client: Client) -> None:
    person, device = a_person(), Device()
    a_passkey(person, device)
    pk = passkeys_of(person)[0]["pk"]
    thief = a_browser_of(a_person())
    for act in ("renommer", "retirer"):
        assert thief.get(f"/compte/cles/{pk}/{act}/").status_code == 404
        assert thief.post(f"/compte/cles/{pk}/{act}/", {"name": "à moi"}).status_code == 404
        assert client.post(f"/compte/cles/{pk}/{act}/")["Location"].startswith("/compte/connexion/")
    assert passkeys_of(person)[0]["name"] == "Mon téléphone"


@pytest.mark.parametrize("where", [ADD, "retirer/", "renommer/"])
def test_a_session_left_open_adds_and_removes_no_passkey(where: str) -> None:
    person = a_person()
    a_passkey(person, Device())
    path = where if where == ADD else f"/compte/cles/{passkeys_of(person)[0]['pk']}/{where}"
    browser = a_browser_of(person)
    credential = Device().make(options_to_make(browser))
    long_ago(browser)
    assert "connectez-vous encore une fois" in browser.get(path).content.decode()
    answer = browser.post(path, {"name": "Autre", "passwordless": "True", "credential": credential})
    assert answer.status_code == 403
    assert [one["name"] for one in passkeys_of(person)] == ["Mon téléphone"]


def test_signing_in_again_comes_back_to_what_one_wanted() -> None:
    browser = a_browser_of(a_person())
    long_ago(browser)
    browser.get(ADD)
    answer = browser.post("/compte/deconnexion/", {"next": f"/compte/connexion/?next={ADD}"})
    assert answer["Location"] == f"/compte/connexion/?next={ADD}"
    assert not is_signed_in(browser)


def test_a_passkey_made_for_another_site_is_refused() -> None:
    for device in (Device(origin="https://pirate.example"), Device(rp="pirate.example")):
        person = a_person()
        assert a_passkey(person, device).status_code == 200
        assert passkeys_of(person) == []


def test_an_answer_given_on_another_site_opens_nothing(client: Client) -> None:
    device = Device()
    a_passkey(a_person(), device)
    device.origin = "http://localhost.pirate.example"
    enter(client, device)
    assert not is_signed_in(client)


def test_a_device_that_did_not_check_who_holds_it_is_refused(client: Client) -> None:
    device, person = Device(), a_person()
    device.flags = PRESENT
    a_passkey(person, device)
    assert passkeys_of(person) == []
    device.flags = PRESENT | 4
    a_passkey(person, device)
    device.flags = PRESENT
    enter(client, device)
    assert not is_signed_in(client)


def test_an_answer_serves_once_and_in_its_own_browser(client: Client) -> None:
    device = Device()
    a_passkey(a_person(), device)
    answer = device.use(options_to_use(client))
    thief = Client()
    options_to_use(thief)
    thief.post(USE, {"credential": answer})
    assert not is_signed_in(thief)
    client.post(USE, {"credential": answer})
    client.logout()
    client.post(USE, {"credential": answer})
    assert not is_signed_in(client)


def test_one_key_does_not_open_the_account_of_another(client: Client) -> None:
    victim, attacker = Device(), Device()
    a_passkey(a_person(), victim)
    a_passkey(a_person(), attacker)
    attacker.user = victim.user
    enter(client, attacker)
    attacker.credential = victim.credential
    enter(client, attacker)
    assert not is_signed_in(client)


def test_a_blocked_person_reads_why(client: Client) -> None:
    person, device = a_person(), Device()
    a_passkey(person, device)
    from terreau.people.actions import block

    block(a_person(steward=True), person, "Messages publicitaires.")
    answer = enter(client, device)
    assert answer.status_code == 403
    assert "Messages publicitaires." in answer.content.decode()


@pytest.mark.parametrize(
    "said",
    [
        "", "{", "[]", "null", "1", '"texte"', "{}", '{"response": []}', '{"response": {"userHandle": null}}',
        '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"userHandle": "****"}}',
        '{"id": 1, "rawId": 2, "type": 3, "response": {"clientDataJSON": 4}}', "[" * 5000, "9" * 30_000,
        '{"id":"AA","type":"public-key","response":{"clientDataJSON":"e30","signature":"AA","userHandle":"MQ"}}',
        '{"id":"AA","type":"public-key","response":{"clientDataJSON":"W10","attestationObject":"AA"}}',
    ],
)  # fmt: skip
def test_whatever_a_hostile_page_sends_is_refused_with_words(client: Client, said: str) -> None:
    person = a_person()
    browser = a_browser_of(person)
    options_to_make(browser)
    assert browser.post(ADD, {"passwordless": "True", "credential": said}).status_code == 200
    assert passkeys_of(person) == []
    options_to_use(client)
    assert client.post(USE, {"credential": said}).status_code in {200, 302}
    assert not is_signed_in(client)


def test_an_eleventh_passkey_is_refused() -> None:
    person = a_person()
    for number in range(10):
        Authenticator.objects.create(user=person, type="webauthn", data={"name": f"Clé {number}"})
    assert a_browser_of(person).get(ADD)["Location"] == LIST


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://communs.exemple.fr", "communs.exemple.fr"),
        ("http://communs.exemple.fr", ""),
        ("https://192.0.2.1", ""),
        ("http://127.0.0.1:8000", "localhost"),
        ("http://localhost:8000", "localhost"),
    ],
)
def test_passkeys_are_bound_to_the_name_of_the_public_address(address: str, name: str) -> None:
    with override_settings(ADDRESS=address):
        assert name_bound_to() == name


@override_settings(ADDRESS="http://communs.exemple.fr")
def test_where_browsers_refuse_passkeys_the_page_says_so_and_the_door_shows_none(client: Client) -> None:
    assert "https://" in a_browser_of(a_person()).get(ADD).content.decode()
    assert "passkeys.js" not in client.get("/compte/connexion/").content.decode()


def test_passkeys_are_in_the_export_and_go_with_the_account() -> None:
    from terreau.people.actions import delete_account

    person = a_person()
    a_passkey(person, Device())
    assert [one["name"] for one in account_of(person.pk).data["passkeys"]] == ["Mon téléphone"]  # type: ignore[index]
    delete_account(person)
    assert not Authenticator.objects.exists()


def test_a_shared_computer_is_left_after_an_hour_with_a_passkey_too(client: Client) -> None:
    device = Device()
    a_passkey(a_person(), device)
    enter(client, device, shared_computer="on")
    assert client.session.get_expiry_age() == 3600


@pytest.mark.parametrize("path", [ADD, LIST])
def test_the_pages_say_that_the_code_by_mail_remains(path: str) -> None:
    assert "Le code par e-mail" in a_browser_of(a_person()).get(path).content.decode()
