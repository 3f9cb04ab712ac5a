"""A reply by e-mail is published once, for the person its address was made for, and for nobody else."""

from __future__ import annotations

import io
import sys
from argparse import Namespace
from datetime import timedelta
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import DatabaseError
from django.utils import timezone

from terreau.config import closed
from terreau.config.verbs import mail_in
from terreau.participation import actions, reply_addresses
from terreau.participation.actions import replying
from terreau.participation.kinds import kind_of
from terreau.participation.models import Comment, JournalLine
from terreau.participation.replies import LONGEST
from terreau.participation.reply_addresses import reply_address
from terreau.participation.tests import builders
from terreau.participation.writing import MARK

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

    from terreau.needs.models import Need
    from terreau.people.models import User

pytestmark = pytest.mark.django_db
TAKEN, REFUSED, LATER = mail_in.TAKEN, mail_in.REFUSED, mail_in.LATER


@pytest.fixture(autouse=True)
def mail_comes_in(settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings.REPLY_TO = "reponse@communs.exemple.fr"
    settings.DATA = str(tmp_path)
    monkeypatch.setattr(mail_in, "folder_of_the_instance", lambda: tmp_path)
    monkeypatch.setattr(mail_in, "start_django", lambda: None)
    monkeypatch.setattr("terreau.config.preparing.refuse_a_database_behind", lambda: None)


@pytest.fixture
def person(db: None) -> User:  # noqa: ARG001 - asked for what it does
    return a_writer()


@pytest.fixture
def need(db: None) -> Need:  # noqa: ARG001 - asked for what it does
    return builders.a_need()


def a_writer(**values: Any) -> User:
    made = builders.a_person(**{"date_joined": timezone.now() - timedelta(days=90), **values})
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    return made


def address_for(person: User, need: Need) -> str:
    return reply_address(person.pk, kind_of(need), str(need.pk))


def a_message(person: User, text: str = "Oui, demain.", **headers: str) -> EmailMessage:
    message = EmailMessage()
    said = {"From": f"Nadia <{person.email}>", "Message_ID": "<un@exemple.org>", **headers}
    for name, value in said.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def give(monkeypatch: pytest.MonkeyPatch, content: EmailMessage | bytes, address: str) -> int:
    raw = content if isinstance(content, bytes) else content.as_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    return mail_in.run(Namespace(address=address))


def test_a_reply_is_published_once_with_a_line_in_the_journal(
    monkeypatch: pytest.MonkeyPatch, person: User, need: Need
) -> None:
    text = f"Oui, demain.\n\nLe lun. 23 nov. 2026 à 07:00, Terreau <t@x.fr> a écrit :\n> {MARK}\n> du passé\n"
    for _time in range(2):
        assert give(monkeypatch, a_message(person, text), address_for(person, need)) == TAKEN
    comment = Comment.objects.get()
    assert (comment.text, comment.author, comment.for_someone) == ("Oui, demain.", person, False)
    assert JournalLine.objects.filter(verb="comment", thing=str(need.pk)).count() == 1


def test_a_letter_offers_the_address_that_takes_the_reply(
    monkeypatch: pytest.MonkeyPatch, person: User, need: Need
) -> None:
    builders.a_follow(person, need, rhythm="at-once")
    builders.a_comment(need, "Qui vient ?")
    actions.make_letters()
    actions.send_letters()
    [letter] = mail.outbox
    [address] = letter.reply_to
    assert letter.body.startswith(MARK)
    assert address in letter.body
    assert f"mailto:{address}" in str(letter.alternatives[0][0])  # type: ignore[attr-defined]
    assert give(monkeypatch, a_message(person, "Moi."), address.upper()) == TAKEN
    assert Comment.objects.filter(author=person, text="Moi.").exists()


def test_where_no_mail_comes_in_no_letter_offers_to_reply(
    settings: Settings, person: User, need: Need
) -> None:
    settings.REPLY_TO = ""
    builders.a_follow(person, need, rhythm="at-once")
    builders.a_comment(need, "Qui vient ?")
    actions.make_letters()
    actions.send_letters()
    [letter] = mail.outbox
    assert letter.reply_to == []
    assert MARK not in letter.body


def test_an_act_that_is_no_word_is_not_answered(person: User, need: Need) -> None:
    builders.a_follow(person, need, rhythm="at-once")
    actions.record("edit", need, by=builders.a_person())
    actions.make_letters()
    actions.send_letters()
    assert mail.outbox[0].reply_to == []


def nobody_s(address: str) -> list[str]:
    """Addresses that somebody tries."""
    local, _at, host = address.partition("@")
    said, _dot, signature = local.rpartition(".")
    forged = said.replace("besoin", "rendez-vous")
    return [
        "reponse@communs.exemple.fr", "", "@", "reponse+@x", "reponse+a.b.c.d.e@x", f"{said}@{host}",
        f"{said}.{'a' * 20}@{host}", f"{forged}.{signature}@{host}", f"{local}x@{host}",
        f"{'a' * 500}+{said}.{signature}@{host}", "reponse+\x00.besoin.1.z.a@x",
        f"{said}..{signature}@{host}",
    ]  # fmt: skip


def test_addresses_made_up_are_left_aside_without_a_word(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], person: User, need: Need
) -> None:
    for address in nobody_s(address_for(person, need)):
        assert give(monkeypatch, a_message(person), address) == TAKEN, address
    assert not Comment.objects.exists()
    assert capsys.readouterr() == ("", "")


def test_the_address_of_one_person_serves_nobody_else(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], person: User, need: Need
) -> None:
    other, address = a_writer(), address_for(person, need)
    two = a_message(person)
    two.replace_header("From", f"{person.email}, {other.email}")
    unconfirmed = a_writer()
    EmailAddress.objects.filter(user=unconfirmed).update(verified=False)
    blocked = a_writer(is_active=False, blocked_at=timezone.now())
    tries = [
        (a_message(other), address),
        (two, address),
        (a_message(unconfirmed), address_for(unconfirmed, need)),
        (a_message(blocked), address_for(blocked, need)),
    ]
    for message, tried in tries:
        assert give(monkeypatch, message, tried) == TAKEN
    assert not Comment.objects.exists()
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated; owner-email=x"},
        {"Precedence": "bulk"},
        {"Precedence": "list"},
        {"List_Id": "<liste.exemple.org>"},
        {"X_Auto_Response_Suppress": "All"},
        {"X_Autoreply": "yes"},
        {"Return_Path": "<>"},
    ],
)
def test_no_machine_is_published_nor_answered(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    person: User,
    need: Need,
    headers: dict[str, str],
) -> None:
    assert give(monkeypatch, a_message(person, **headers), address_for(person, need)) == TAKEN
    assert not Comment.objects.exists()
    assert capsys.readouterr() == ("", "")
    assert mail.outbox == []


def test_what_cannot_be_published_is_refused_in_a_sentence_to_who_wrote(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], person: User, need: Need
) -> None:
    address = address_for(person, need)
    only_html = a_message(person)
    only_html.set_content("<p>Oui</p>", subtype="html")
    huge = a_message(person).as_bytes() + b"x" * LONGEST
    quoted = a_message(person, "> tout est cité\n> ici aussi\n")
    for message in (only_html, huge, quoted, a_message(person, "a" * 50_000)):
        assert give(monkeypatch, message, address) == REFUSED
        assert "\n          " in capsys.readouterr().err, "and what to do"
    actions.close_conversation(need, by=builders.a_steward(), reason="Tout est dit.")
    assert give(monkeypatch, a_message(person), address) == REFUSED
    assert "Tout est dit." in capsys.readouterr().err
    builders.a_hidden(need)
    assert give(monkeypatch, a_message(person), address) == REFUSED
    assert not Comment.objects.exists()


def test_an_address_serves_thirty_days(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], person: User, need: Need
) -> None:
    monkeypatch.setattr(reply_addresses, "KEPT", timedelta(days=-1))
    address = address_for(person, need)
    monkeypatch.undo()
    monkeypatch.setattr(mail_in, "folder_of_the_instance", lambda: None)
    monkeypatch.setattr(mail_in, "start_django", lambda: None)
    monkeypatch.setattr("terreau.config.preparing.refuse_a_database_behind", lambda: None)
    assert give(monkeypatch, a_message(person), address) == REFUSED
    assert "30 jours" in capsys.readouterr().err
    assert give(monkeypatch, a_message(a_writer()), address) == TAKEN
    assert capsys.readouterr() == ("", ""), "nobody else learns that it was one"


def test_one_person_cannot_flood_by_e_mail_whatever_the_process(
    monkeypatch: pytest.MonkeyPatch, person: User, need: Need
) -> None:
    from django.core.cache import cache

    codes = []
    for number in range(replying.MOST_BY_ONE + 2):
        cache.clear()  # each message is a process of its own
        message = a_message(person, f"Message {number}.", Message_ID=f"<{number}@exemple.org>")
        codes.append(give(monkeypatch, message, address_for(person, need)))
    assert codes == [TAKEN] * replying.MOST_BY_ONE + [REFUSED] * 2


def test_a_new_account_advertises_nothing_by_e_mail(monkeypatch: pytest.MonkeyPatch, need: Need) -> None:
    new = a_writer(date_joined=timezone.now())
    message = a_message(new, "Achetez sur https://pirate.example")
    assert give(monkeypatch, message, address_for(new, need)) == REFUSED
    assert give(monkeypatch, a_message(new, "Oui."), address_for(new, need)) == TAKEN


def test_what_breaks_here_is_given_again_later(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, person: User, need: Need
) -> None:
    def breaks(*_words: object) -> None:
        raise DatabaseError("locked")

    with monkeypatch.context() as broken:
        broken.setattr("terreau.participation.actions.take_reply", breaks)
        assert give(monkeypatch, a_message(person), address_for(person, need)) == LATER
    closed.close(tmp_path, closed.Notice())
    assert give(monkeypatch, a_message(person), address_for(person, need)) == LATER
    closed.reopen(tmp_path)
    assert give(monkeypatch, a_message(person), address_for(person, need)) == TAKEN
    assert Comment.objects.count() == 1


def test_script_in_a_reply_stays_words(monkeypatch: pytest.MonkeyPatch, person: User, need: Need) -> None:
    from django.test import Client

    give(monkeypatch, a_message(person, "<script>alert(1)</script> oui"), address_for(person, need))
    page = Client().get(f"/conversations/besoin/{need.pk}/").content.decode()
    assert "<script>alert" not in page
