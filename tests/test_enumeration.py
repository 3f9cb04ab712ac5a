"""Nobody learns here whether an address has an account: same answer, same letter, same work."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from terreau.people import actions
from terreau.people.models import Role
from terreau.people.tests.builders import a_holder, a_person, an_organisation

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db
UNKNOWN = "jamais.vue@exemple.fr"


def work(act: Callable[[], object]) -> tuple[int, int]:
    """Queries asked and letters sent."""
    cache.clear()
    mail.outbox.clear()
    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked), len(mail.outbox)


def test_asking_for_a_code_shows_the_same_and_costs_about_the_same() -> None:
    known = a_person().email
    shown: list[str] = []

    def knock(email: str) -> None:
        browser = Client()
        answer = browser.post("/compte/connexion/", {"login": email}, follow=True)
        page = answer.content.decode().replace(email, "ADRESSE")
        shown.append(re.sub(r'value="\w{64}"', "", page))

    (queries_known, letters_known), (queries_unknown, letters_unknown) = (
        work(lambda: knock(known)),
        work(lambda: knock(UNKNOWN)),
    )
    assert shown[0] == shown[1]
    assert letters_known == letters_unknown == 1
    # What cannot be the same in number (an account is looked up, or opened) stays too near to be timed.
    assert abs(queries_known - queries_unknown) <= 12


def test_a_wrong_password_says_the_same_for_an_address_without_account() -> None:
    person = a_person()
    person.set_password("trois mots au hasard")
    person.save()
    pages = []
    for email in (person.email, UNKNOWN):
        answer = Client().post("/compte/connexion/", {"login": email, "password": "autre chose"})
        said = answer.content.decode().replace(email, "ADRESSE")
        pages.append((answer.status_code, re.sub(r'value="\w{64}"', "", said)))
    assert pages[0] == pages[1]


def test_an_invitation_says_nothing_of_whether_there_is_an_account() -> None:
    organisation = an_organisation()
    holder = a_holder(organisation)
    known = a_person().email

    def invite(email: str) -> None:
        actions.invite(holder, organisation, email=email, role=Role.MEMBER)

    assert work(lambda: invite(known)) == work(lambda: invite(UNKNOWN))


def test_a_handle_that_exists_and_one_that_does_not_are_told_alike_to_visitors() -> None:
    shy = a_person()
    for handle in (shy.username, "nobody"):
        assert Client().get(f"/animation/personnes/{handle}/").status_code == 302
    pages = [
        Client().get("/journal/", {"qui": handle}).content.decode().replace(handle, "QUI")
        for handle in (shy.username, "nobody")
    ]
    assert pages[0] == pages[1]


def test_a_report_by_a_visitor_says_nothing_of_the_address_left() -> None:
    from terreau.needs.tests.builders import a_need

    need, known = a_need(), a_person().email
    answers = [
        Client().post(f"/signaler/besoin/{need.pk}/", {"ground": "false", "email": email})
        for email in (known, UNKNOWN)
    ]
    assert [(one.status_code, one["Location"]) for one in answers] == [(302, need.get_absolute_url())] * 2
