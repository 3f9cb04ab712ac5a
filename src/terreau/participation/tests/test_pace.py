"""New accounts write less often; a shared address and people long known are left in peace."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from terreau.foundation.errors import TooManyRequestsError
from terreau.participation import actions
from terreau.participation.models import Case, CaseState, Comment
from terreau.participation.pace import links_in
from terreau.participation.queries.conversation import talk_about
from terreau.participation.tests import builders

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

    from terreau.people.models import User

pytestmark = pytest.mark.django_db
LINK = "Voir https://exemple.fr/page"
MANY = "https://a.example https://b.example www.c.example"


def known_for_long() -> User:
    return builders.a_person(date_joined=timezone.now() - timedelta(days=30))


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Rien.", 0),
        (LINK, 1),
        ("[a](//b.example) et WWW.C.example", 2),
        ("HTTP://a.example", 1),
        ("https://a.example https://b.example www.c.example", 3),
    ],
)
def test_links_are_counted_however_they_are_written(text: str, links: int) -> None:
    assert links_in(text) == links


def test_a_new_account_publishes_few_links_and_one_known_for_long_as_it_wants() -> None:
    need, new, known = builders.a_need(), builders.a_person(), known_for_long()
    for number in range(3):
        builders.a_comment(need, f"{LINK} {number}", by=new)
        builders.a_comment(need, f"{LINK} {number}", by=known)
    with pytest.raises(TooManyRequestsError):
        builders.a_comment(need, LINK, by=new)
    builders.a_comment(need, "Sans lien.", by=new)
    builders.a_comment(need, LINK, by=known)


def test_a_new_account_raises_few_needs_with_links_and_a_mediator_a_whole_afternoon() -> None:
    new, mediator = builders.a_person(), builders.a_mediator()
    for number in range(3):
        builders.a_need(f"Besoin {number}", by=new, situation=LINK)
        builders.a_need(f"Autre {number}", by=mediator, situation=LINK)
    with pytest.raises(TooManyRequestsError):
        builders.a_need("Encore", by=new, situation=LINK)
    builders.a_need("Encore", by=new)
    builders.a_need("Encore", by=mediator, situation=LINK)


def test_a_new_account_writes_so_many_messages_an_hour(settings: Settings) -> None:
    settings.LIMITS = {"new-account": "2/h"}
    need, new, known = builders.a_need(), builders.a_person(), known_for_long()
    for number in range(2):
        builders.a_comment(need, f"Message {number}", by=new)
        builders.a_comment(need, f"Message {number}", by=known)
    with pytest.raises(TooManyRequestsError):
        builders.a_comment(need, "Encore", by=new)
    builders.a_comment(need, "Encore", by=known)


def test_a_host_changes_the_rates_and_the_age(settings: Settings) -> None:
    need, new = builders.a_need(), builders.a_person()
    settings.LIMITS = {"new-account-links": "1/h", "say": "pas un rythme"}
    builders.a_comment(need, LINK, by=new)
    with pytest.raises(TooManyRequestsError):
        builders.a_comment(need, LINK, by=new)
    settings.NEW_ACCOUNT_DAYS = 0
    builders.a_comment(need, LINK, by=new)


def test_ten_new_people_of_one_third_place_write_in_the_same_hour() -> None:
    need = builders.a_need()
    for number in range(10):
        browser = Client(REMOTE_ADDR="203.0.113.7")
        browser.force_login(builders.a_person())
        talk = reverse("participation:conversation", args=("besoin", need.pk))
        answer = browser.post(talk, {"text": f"{LINK} {number}", "intent": "comment"})
        assert answer.status_code == 302
    assert Comment.objects.count() == 10


def test_a_swarm_of_new_accounts_behind_one_address_is_slowed_down(settings: Settings) -> None:
    settings.LIMITS = {"network-links": "2/h"}
    need = builders.a_need()
    talk = reverse("participation:conversation", args=("besoin", need.pk))
    statuses = []
    for number in range(3):
        browser = Client(REMOTE_ADDR="203.0.113.8")
        browser.force_login(builders.a_person())
        statuses.append(browser.post(talk, {"text": f"{LINK} {number}", "intent": "comment"}).status_code)
    assert statuses == [302, 302, 429]
    other = Client(REMOTE_ADDR="203.0.113.9")
    other.force_login(builders.a_person())
    assert other.post(talk, {"text": LINK, "intent": "comment"}).status_code == 302


def test_a_first_message_full_of_links_is_read_before_it_is_shown() -> None:
    need, new = builders.a_need(), builders.a_person()
    browser = Client()
    browser.force_login(new)
    talk = reverse("participation:conversation", args=("besoin", need.pk))
    page = browser.post(talk, {"text": MANY, "intent": "comment"}, follow=True).content.decode()
    assert "quelqu’un va le lire avant de le montrer" in page
    assert "a.example" not in page
    case = Case.objects.get()
    assert (case.state, case.held_first, case.reports.count()) == (CaseState.HELD, True, 0)
    actions.decide(case.pk, actions.Decision("Des liens utiles."), by=builders.a_steward(), version=1)
    assert "a.example" in Client().get(talk).content.decode()
    actions.send_letters()
    assert [one.subject for one in mail.outbox if one.to == [new.email]] == [
        "Votre message attend d’être lu",
        "Votre message est publié",
    ]


def test_links_of_someone_known_or_already_read_are_shown_at_once(settings: Settings) -> None:
    need, new = builders.a_need(), builders.a_person()
    builders.a_comment(need, "Bonjour.", by=new)
    builders.a_comment(need, MANY, by=new)
    builders.a_comment(need, MANY, by=known_for_long())
    settings.HELD_LINKS = 0
    builders.a_comment(need, MANY, by=builders.a_person())
    assert not Case.objects.exists()
    assert len(talk_about(need, new).threads) == 4
