"""One click stops messages, without signing in; a link that only a mail filter reads stops nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.core import mail, signing
from django.test import Client
from django.urls import reverse

from terreau.participation import actions
from terreau.participation.models import Follow
from terreau.participation.stop_links import stop_link
from terreau.participation.tests import builders
from terreau.participation.tests.test_letters import sent

if TYPE_CHECKING:
    from django.core.mail import EmailMessage

pytestmark = pytest.mark.django_db


def a_letter() -> tuple[Follow, EmailMessage]:
    need = builders.a_need()
    follow = builders.a_follow(builders.a_person(), need)
    builders.a_comment(need)
    (letter,) = sent()
    return follow, letter


def path(link: str) -> str:
    return link.removeprefix(settings.ADDRESS)


def test_the_link_of_a_letter_stops_one_follow_by_one_click() -> None:
    follow, letter = a_letter()
    link = re.search(r"ne plus suivre\u00a0: (\S+)", str(letter.body))
    assert link
    visitor = Client(enforce_csrf_checks=True)
    page = visitor.get(path(link[1]))
    assert "Un clic" in page.content.decode()
    assert Follow.objects.filter(pk=follow.pk).exists()
    done = visitor.post(path(link[1]))
    assert "C’est arrêté" in done.content.decode()
    assert not Follow.objects.filter(pk=follow.pk).exists()
    assert visitor.post(path(link[1])).status_code == 200


def test_the_button_of_a_mail_program_stops_every_message() -> None:
    """RFC 8058: the address of List-Unsubscribe, posted to without a cookie."""
    follow, letter = a_letter()
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = letter.extra_headers["List-Unsubscribe"].strip("<>")
    Client(enforce_csrf_checks=True).post(path(link), {"List-Unsubscribe": "One-Click"})
    follow.refresh_from_db()
    assert follow.rhythm == "never"


def test_a_letter_already_made_does_not_leave_after_a_stop() -> None:
    need = builders.a_need()
    follow = builders.a_follow(builders.a_person(), need, rhythm="at-once")
    builders.a_comment(need)
    actions.make_letters()
    Client().post(path(stop_link(follow.user_id)))
    actions.send_letters()
    assert mail.outbox == []


def test_what_happened_while_stopped_is_not_told_afterwards() -> None:
    need = builders.a_need()
    follow = builders.a_follow(builders.a_person(), need)
    Client().post(path(stop_link(follow.user_id)))
    builders.a_comment(need)
    actions.change_rhythm(follow.pk, "daily", by=follow.user)
    assert sent() == []


@pytest.mark.parametrize("forged", ["1-0", "1-0:", "1-0:AAAA", "é" * 300, "x" * 5000])
def test_a_forged_link_stops_nothing(forged: str) -> None:
    follow = builders.a_follow(builders.a_person(), builders.a_need())
    answer = Client().post(reverse("participation:stop", args=(forged,)))
    assert answer.status_code == 404
    follow.refresh_from_db()
    assert follow.rhythm == "daily"


def test_a_signature_made_for_something_else_is_refused() -> None:
    follow = builders.a_follow(builders.a_person(), builders.a_need())
    token = signing.Signer(salt="another").sign(f"{follow.user_id}-0")
    assert Client().post(reverse("participation:stop", args=(token,))).status_code == 404


def test_the_link_of_one_person_stops_nothing_of_another() -> None:
    mine = builders.a_follow(builders.a_person(), builders.a_need())
    theirs = builders.a_follow(builders.a_person(), builders.a_need())
    Client().post(path(stop_link(mine.user_id, theirs.pk)))
    assert Follow.objects.filter(pk=theirs.pk).exists()
