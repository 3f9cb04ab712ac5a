"""One door: an address, then the code sent to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from terreau.people.models import User
from terreau.people.tests.builders import a_person

if TYPE_CHECKING:
    from django.http import HttpResponse

pytestmark = pytest.mark.django_db
DOOR = "/compte/connexion/"
CODE = "/compte/connexion/code/"


def knock(client: Client, email: str, **more: str) -> HttpResponse:
    return client.post(DOOR, {"login": email, **more})  # type: ignore[return-value]


def code_received() -> str:
    found = re.search(r"\d{4}-\d{4}", str(mail.outbox[-1].body))
    assert found, mail.outbox[-1].body
    return found[0]


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_newcomer_gives_an_address_then_a_code_and_is_in(client: Client) -> None:
    answer = knock(client, "Nouvelle@Exemple.fr")
    assert answer["Location"] == CODE
    assert client.get(CODE).status_code == 200
    client.post(CODE, {"code": code_received()})
    assert is_signed_in(client)
    assert EmailAddress.objects.get(email="nouvelle@exemple.fr").verified
    assert User.objects.get().email == "nouvelle@exemple.fr"


def test_the_code_is_read_without_its_dash_and_with_spaces(client: Client) -> None:
    knock(client, a_person().email)
    client.post(CODE, {"code": " " + code_received().replace("-", " ")})
    assert is_signed_in(client)


def test_known_and_unknown_addresses_see_the_same_thing() -> None:
    known, unknown = Client(), Client()
    pages = []
    for visitor, email in ((known, a_person().email), (unknown, "jamais.vue@exemple.fr")):
        answer = knock(visitor, email)
        shown = visitor.get(answer["Location"]).content.decode().replace(email, "ADRESSE")
        message = str(mail.outbox[-1].subject), re.sub(r"\d{4}-\d{4}", "CODE", str(mail.outbox[-1].body))
        pages.append((answer.status_code, answer["Location"], re.sub(r'value="\w{64}"', "", shown), message))
    assert pages[0] == pages[1]


def test_a_code_serves_once(client: Client) -> None:
    knock(client, a_person().email)
    code = code_received()
    client.post(CODE, {"code": code})
    client.logout()
    client.post(CODE, {"code": code})
    assert not is_signed_in(client)


def test_a_code_replayed_from_another_browser_opens_nothing(client: Client) -> None:
    person = a_person()
    knock(client, person.email)
    code = code_received()
    thief = Client()
    thief.post(CODE, {"code": code})
    assert not is_signed_in(thief)
    knock(thief, person.email)
    thief.post(CODE, {"code": code})
    assert not is_signed_in(thief)


def test_a_former_code_no_longer_opens_once_another_is_asked_for(client: Client) -> None:
    knock(client, a_person().email)
    former = code_received()
    client.post(CODE, {"action": "resend"})
    assert code_received() != former
    client.post(CODE, {"code": former})
    assert not is_signed_in(client)


def test_three_wrong_codes_spend_the_right_one(client: Client) -> None:
    knock(client, a_person().email)
    code = code_received()
    for _attempt in range(3):
        client.post(CODE, {"code": "0000-0000"})
    client.post(CODE, {"code": code})
    assert not is_signed_in(client)


def test_codes_for_one_address_are_limited_and_the_page_says_so(client: Client) -> None:
    person = a_person()
    for _attempt in range(3):
        knock(Client(), person.email)
    sent = len(mail.outbox)
    answer = knock(client, person.email)
    assert answer.status_code == 200
    assert len(mail.outbox) == sent
    assert "Trop" in answer.content.decode()


def test_a_workshop_of_thirty_people_behind_one_address_gets_in() -> None:
    for number in range(30):
        assert knock(Client(), f"atelier{number}@exemple.fr")["Location"] == CODE


def test_a_machine_that_knocks_without_end_is_told_to_wait(client: Client) -> None:
    answers = {client.post(DOOR, {"login": "pas une adresse"}).status_code for _ in range(130)}
    assert answers == {200, 429}


def test_a_blocked_person_learns_why_only_after_the_code(client: Client) -> None:
    blocked = a_person(blocked=True)
    answer = knock(client, blocked.email)
    assert answer["Location"] == CODE
    assert "Messages publicitaires." not in client.get(CODE).content.decode()
    answer = client.post(CODE, {"code": code_received()})  # type: ignore[assignment]
    assert answer.status_code == 403
    assert "Messages publicitaires." in answer.content.decode()
    assert not is_signed_in(client)
    assert User.objects.count() == 1


def test_a_blocked_person_with_a_password_is_told_the_same(client: Client) -> None:
    blocked = a_person(blocked=True)
    blocked.set_password("trois mots au hasard")
    blocked.save()
    answer = knock(client, blocked.email, password="trois mots au hasard")
    assert answer.status_code == 403
    assert not is_signed_in(client)


def test_a_password_opens_at_once_and_a_wrong_one_does_not(client: Client) -> None:
    person = a_person()
    person.set_password("trois mots au hasard")
    person.save()
    knock(client, person.email, password="autre chose")
    assert not is_signed_in(client)
    knock(client, person.email, password="trois mots au hasard")
    assert is_signed_in(client)


def test_passwords_are_tried_a_few_times_only() -> None:
    person = a_person()
    person.set_password("trois mots au hasard")
    person.save()
    for _attempt in range(5):
        knock(Client(), person.email, password="faux")
    last = Client()
    knock(last, person.email, password="trois mots au hasard")
    assert not is_signed_in(last)


def test_a_shared_computer_stays_signed_in_one_hour(client: Client) -> None:
    knock(client, a_person().email, shared_computer="on")
    client.post(CODE, {"code": code_received()})
    assert client.session.get_expiry_age() == 3600


def test_a_computer_of_ones_own_stays_signed_in_a_month(client: Client) -> None:
    knock(client, a_person().email)
    client.post(CODE, {"code": code_received()})
    assert client.session.get_expiry_age() == 30 * 24 * 3600


@pytest.mark.parametrize("elsewhere", ["https://pirate.example/", "//pirate.example/", "javascript:alert(1)"])
def test_no_address_elsewhere_is_followed_after_signing_in(client: Client, elsewhere: str) -> None:
    answer = client.post(DOOR, {"login": a_person().email, "next": elsewhere})
    answer = client.post(answer["Location"], {"code": code_received(), "next": elsewhere})
    assert answer["Location"] == reverse("people:me")


def test_one_comes_back_where_one_was(client: Client) -> None:
    answer = client.post(DOOR, {"login": a_person().email, "next": "/organisations/declarer/"})
    answer = client.post(answer["Location"], {"code": code_received()})
    assert answer["Location"] == "/organisations/declarer/"


@pytest.mark.parametrize(
    "email", ["a@exemple.fr\nBcc: b@exemple.fr", "a" * 5000 + "@exemple.fr", "", "@", "a b@c.fr"]
)
def test_an_address_that_is_not_one_sends_nothing(client: Client, email: str) -> None:
    assert knock(client, email).status_code == 200
    assert mail.outbox == []
    assert User.objects.count() == 0


@pytest.mark.parametrize("path", ["inscription/", "connexion/demande/", "mot-de-passe/oublie/"])
def test_there_is_one_door_only(client: Client, path: str) -> None:
    answer = client.get(f"/compte/{path}?next=/organisations/")
    assert answer["Location"] == f"{DOOR}?next=/organisations/"


def test_signing_out_takes_a_button(client: Client) -> None:
    client.force_login(a_person(), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/compte/deconnexion/").status_code == 200
    assert is_signed_in(client)
    client.post("/compte/deconnexion/")
    assert not is_signed_in(client)


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(client: Client) -> None:
    knock(client, a_person().email)
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize("path", [DOOR, "/vie-privee/", "/organisations/"])
def test_a_visitor_without_a_session_costs_no_query_about_who_they_are(client: Client, path: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    said = " ".join(query["sql"] for query in asked.captured_queries)
    assert "django_session" not in said
    assert 'WHERE "people_user"."id"' not in said


def test_messages_are_plain_text_in_plain_words(client: Client) -> None:
    knock(client, a_person().email)
    message = mail.outbox[-1]
    assert message.subject == "Votre code pour vous connecter"
    assert "ne sert qu’une fois" in str(message.body)
    assert not getattr(message, "alternatives", [])
