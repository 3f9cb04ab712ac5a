"""No name, title or file name that a person chooses can add a line to an e-mail or to an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from terreau.needs.tests import builders
from terreau.participation import actions
from terreau.participation.models import Case, Ground
from terreau.participation.queries.following import target_named
from terreau.people import actions as people
from terreau.people.models import Role

if TYPE_CHECKING:
    from terreau.needs.models import Need

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_counted_yet() -> None:
    cache.clear()


ENDINGS = ("\r\n", "\n", "\r", "\u2028", "\x0b", "\x85")


def poisoned(word: str, ending: str) -> str:
    return f"{word}{ending}Bcc: pirate@exemple.fr{ending}{ending}Un autre corps"


def heads() -> list[str]:
    """The header part of every message, as it leaves."""
    made = [one.message().as_bytes().decode("utf-8", "replace") for one in mail.outbox]
    assert made
    return [text.replace("\r\n", "\n").partition("\n\n")[0] for text in made]


def nothing_was_added() -> bool:
    return not any("\nBcc:" in head or "\nbcc:" in head.lower() for head in heads()) and all(
        "pirate@exemple.fr" not in one.recipients() for one in mail.outbox
    )


def a_poisoned_need(ending: str) -> Need:
    return builders.a_need(poisoned("Un bus", ending), by=builders.a_person(poisoned("Nadia", ending)))


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_title_and_a_name_add_nothing_to_a_letter(ending: str) -> None:
    need = a_poisoned_need(ending)
    reader = builders.a_person()
    actions.follow(target_named("besoin", str(need.pk)), by=reader, rhythm="at-once")
    actions.say(need, actions.Said("Bonjour"), by=builders.a_person(poisoned("Moussa", ending)))
    actions.make_letters()
    actions.send_letters()
    assert nothing_was_added()


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_title_and_a_reason_add_nothing_to_a_notice_of_moderation(ending: str) -> None:
    need = a_poisoned_need(ending)
    said = actions.Complaint(Ground.FALSE, poisoned("Faux", ending), "v@exemple.fr")
    actions.report(need, said)
    decision = actions.Decision(poisoned("Inventé", ending), Ground.FALSE)
    actions.decide(Case.objects.get().pk, decision, by=builders.a_steward(), version=1)
    actions.send_letters()
    assert len(mail.outbox) == 3
    assert nothing_was_added()


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_name_of_an_organisation_adds_nothing_to_an_invitation(
    ending: str, django_capture_on_commit_callbacks: object
) -> None:
    organisation = builders.an_organisation(poisoned("Régie", ending))
    holder = builders.a_member(organisation, Role.HOLDER)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        people.invite(holder, organisation, email="invitee@exemple.fr", role=Role.MEMBER)
    assert nothing_was_added()


@pytest.mark.parametrize(
    "email", ["a@exemple.fr\nBcc: b@exemple.fr", "a@exemple.fr\r\nX: y", "a@exemple.fr,b@exemple.fr"]
)
def test_an_address_that_is_two_is_refused_at_every_form(email: str) -> None:
    need = builders.a_need()
    answer = Client().post(f"/signaler/besoin/{need.pk}/", {"ground": "false", "email": email})
    assert answer.status_code == 422
    assert Client().post("/compte/connexion/", {"login": email}).status_code == 200
    assert mail.outbox == []


@pytest.mark.parametrize("ending", ["%0d%0a", "%0a", "%E5%98%8A%E5%98%8D"])
def test_no_address_adds_a_header_to_an_answer(ending: str) -> None:
    evil = f"x{ending}Set-Cookie:%20pirate=1"
    for path in (
        f"/langue/en/?suite=/{evil}",
        f"/besoins/?mots={evil}",
        f"/{evil}",
        f"/territoires/{evil}/",
        f"/suivre/besoin/{evil}/",
        f"/mon-espace/?next=/{evil}",
    ):
        answer = Client().get(path)
        assert answer.status_code < 500
        assert "pirate" not in answer.cookies
        assert all("\n" not in value and "\r" not in value for value in answer.headers.values())
