"""Letters: each thing told once, at the chosen rhythm, whatever dies on the way."""

from __future__ import annotations

import datetime as dt
import os
import signal
import smtplib
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connections
from django.utils import timezone

from terreau.participation import actions
from terreau.participation.models import Follow, JournalLine, Letter, Told
from terreau.participation.tests import builders
from terreau.people.actions import delete_account

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from django.core.mail import EmailMessage

pytestmark = pytest.mark.django_db


def tomorrow(hour: int = 9, days: int = 1) -> dt.datetime:
    """A morning to come, when today's lines are due."""
    return timezone.localtime().replace(hour=hour, minute=0) + dt.timedelta(days=days)


def next_monday() -> dt.datetime:
    today = timezone.localtime()
    return today.replace(hour=9) + dt.timedelta(days=7 - today.weekday())


def sent(at: dt.datetime | None = None) -> list[EmailMessage]:
    mail.outbox.clear()
    actions.make_letters(at or tomorrow())
    actions.send_letters()
    return list(mail.outbox)


def test_a_daily_letter_tells_what_happened_and_is_not_sent_twice() -> None:
    reader, need = builders.a_person(), builders.a_need("Un bus le soir")
    builders.a_follow(reader, need)
    builders.a_comment(need, by=builders.a_person("Nadia"))
    (letter,) = sent()
    assert letter.to == [reader.email]
    assert letter.subject == "Nadia a écrit à propos de « Un bus le soir »"
    assert "Nadia a écrit à propos de « Un bus le soir »" in letter.body
    assert sent() == []
    assert sent(tomorrow(days=2)) == []


def test_nothing_is_sent_before_the_morning_nor_when_nothing_happened() -> None:
    reader, need = builders.a_person(), builders.a_need()
    builders.a_follow(reader, need)
    assert sent() == []
    builders.a_comment(need)
    assert sent(tomorrow(hour=5)) == []
    assert len(sent(tomorrow(hour=7))) == 1


def test_what_happens_after_the_morning_waits_for_the_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, need = builders.a_person(), builders.a_need()
    builders.a_follow(reader, need)
    builders.a_comment(need)
    written = timezone.localtime(JournalLine.objects.latest("number").at)
    monkeypatch.setattr("terreau.participation.actions.letters.MORNING", written.hour)
    assert sent(written.replace(minute=59)) == []
    assert len(sent(written + dt.timedelta(days=1))) == 1


def test_a_weekly_letter_leaves_on_monday_and_an_at_once_one_at_once() -> None:
    need = builders.a_need()
    weekly, hurried = builders.a_person(), builders.a_person()
    builders.a_follow(weekly, need, rhythm="weekly")
    builders.a_follow(hurried, need, rhythm="at-once")
    builders.a_comment(need)
    assert [letter.to for letter in sent(timezone.now())] == [[hurried.email]]
    assert [letter.to for letter in sent(next_monday())] == [[weekly.email]]


def test_who_asks_for_no_message_gets_none() -> None:
    reader, need = builders.a_person(), builders.a_need()
    builders.a_follow(reader, need, rhythm="never")
    builders.a_comment(need)
    assert sent(next_monday()) == []


def test_a_line_followed_in_three_ways_is_told_once() -> None:
    reader, need = builders.a_person(), builders.a_need()
    builders.a_follow(reader, need)
    builders.a_follow(reader, word="theme", key="mobilite")
    builders.a_follow(reader, word="territoire", key="38185", rhythm="at-once")
    builders.a_comment(need)
    (letter,) = sent()
    assert letter.subject.count("a écrit") == 1
    assert Told.objects.filter(user=reader).count() == 1


def test_one_is_not_told_ones_own_acts() -> None:
    reader = builders.a_person()
    need = builders.a_need(by=reader)
    builders.a_follow(reader, need)
    builders.a_comment(need, by=reader)
    assert sent() == []


def test_a_theme_a_territory_and_ones_circle_are_followed() -> None:
    whole = builders.a_metropolis()
    themed, placed, circle = (builders.a_person() for _each in range(3))
    builders.a_follow(themed, word="theme", key="eau")
    builders.a_follow(placed, word="territoire", key=whole.pk)
    mine = builders.a_need("La mienne", by=circle, territories=[builders.a_territory("93066", "Saint-Denis")])
    builders.a_follow(circle, word="cercle", key="moi")
    builders.a_need("La fontaine", theme="water")
    builders.a_comment(mine)
    told = {letter.to[0]: letter.subject for letter in sent()}
    assert set(told) == {themed.email, placed.email, circle.email}
    assert "La fontaine" in told[themed.email]
    assert "La fontaine" in told[placed.email]
    assert "La mienne" in told[circle.email]


def test_a_blocked_person_and_an_account_gone_receive_nothing() -> None:
    need, blocked, gone = builders.a_need(), builders.a_person(), builders.a_person()
    builders.a_follow(blocked, need)
    builders.a_follow(gone, need)
    builders.a_comment(need)
    from terreau.people.actions import block

    block(builders.a_steward(), blocked, "Injures")
    delete_account(gone)
    assert sent() == []
    assert not Follow.objects.filter(user=gone.pk).exists()


def test_a_long_list_is_cut_and_says_how_much_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("terreau.participation.actions.letters.MOST_TOLD", 2)
    reader, need = builders.a_person(), builders.a_need()
    builders.a_follow(reader, need)
    for _time in range(5):
        builders.a_comment(need)
    (letter,) = sent()
    assert letter.subject == "2 nouvelles de ce que vous suivez"
    assert "Et 3 lignes de plus" in letter.body


def test_no_title_can_add_a_header_to_a_letter() -> None:
    reader = builders.a_person()
    builders.a_follow(reader, word="theme", key="mobilite")
    builders.a_need(
        "Un bus\r\nBcc: victime@example.org\r\n\r\nachetez", by=builders.a_person("Nadia\nTo: autre@x.fr")
    )
    (letter,) = sent()
    head = letter.message().as_bytes().partition(b"\n\n")[0].decode()
    names = [line.partition(":")[0] for line in head.splitlines() if not line.startswith((" ", "\t"))]
    assert not {"Bcc", "bcc"} & set(names)
    assert names.count("To") == 1
    assert letter.recipients() == [reader.email]


def test_markup_in_a_title_stays_words_in_the_html_letter() -> None:
    reader = builders.a_person()
    builders.a_follow(reader, word="theme", key="mobilite")
    builders.a_need("<script>alert(1)</script><img src=x>")
    (letter,) = sent()
    html = str(letter.alternatives[0][0])  # type: ignore[attr-defined]
    assert "&lt;script&gt;" in html
    assert "<img" not in html
    assert "<script" not in html
    assert "src=" not in html.replace("src=x", "")


class Dies(BaseException):
    """A process that ends: nothing after it runs."""


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException, *, after: bool = False) -> None:
    def send(_self: EmailBackend, messages: Sequence[Any]) -> int:
        if after:
            EMAILS.extend(messages)
        raise error

    EMAILS.clear()
    monkeypatch.setattr(EmailBackend, "send_messages", send)


EMAILS: list[Any] = []


def a_letter_waiting() -> Letter:
    reader, need = builders.a_person(), builders.a_need()
    builders.a_follow(reader, need)
    builders.a_comment(need)
    actions.make_letters(tomorrow())
    return Letter.objects.get()


@pytest.mark.parametrize("after", [False, True])
def test_a_letter_caught_by_a_crash_is_never_sent_again(
    monkeypatch: pytest.MonkeyPatch, *, after: bool
) -> None:
    letter = a_letter_waiting()
    with monkeypatch.context() as patch:
        failing(patch, Dies(), after=after)
        with pytest.raises(Dies):
            actions.send_letters()
    assert actions.send_letters() == {}
    Letter.objects.update(taken_at=timezone.now() - dt.timedelta(hours=1))
    assert actions.send_letters() == {}
    letter.refresh_from_db()
    assert letter.state == "unsure"
    assert mail.outbox == []


def test_the_letter_after_one_that_may_be_lost_says_so() -> None:
    letter = a_letter_waiting()
    Letter.objects.update(state="unsure")
    builders.a_comment(builders.a_need(), by=letter.user)
    need = JournalLine.objects.get(number=1).thing
    from terreau.needs.models import Need

    builders.a_comment(Need.objects.get(pk=need))
    (after,) = sent(tomorrow(days=2))
    assert "n’est peut-être pas arrivé" in after.body


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (smtplib.SMTPRecipientsRefused({"a@b.fr": (450, b"later")}), "waiting"),
        (smtplib.SMTPRecipientsRefused({"a@b.fr": (550, b"unknown")}), "refused"),
        (smtplib.SMTPDataError(451, b"later"), "waiting"),
        (smtplib.SMTPDataError(554, b"no"), "refused"),
        (smtplib.SMTPServerDisconnected("cut"), "unsure"),
        (TimeoutError(), "unsure"),
    ],
)
def test_what_the_mail_server_says_decides(
    monkeypatch: pytest.MonkeyPatch, error: Exception, state: str
) -> None:
    letter = a_letter_waiting()
    failing(monkeypatch, error)
    actions.send_letters()
    letter.refresh_from_db()
    assert letter.state == state
    if state == "waiting":
        assert letter.not_before > timezone.now()


def test_a_mail_server_that_does_not_answer_costs_no_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    letter = a_letter_waiting()

    def refuse(_self: EmailBackend) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "open", refuse)
        assert actions.send_letters() == {"unreachable": 1}
    assert actions.send_letters() == {"sent": 1}
    letter.refresh_from_db()
    assert letter.attempts == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("moment", ["before", "after"])
def test_kill_9_in_the_middle_of_sending_sends_nothing_twice(
    moment: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need = builders.a_need()
    for _each in range(3):
        builders.a_follow(builders.a_person(), need)
    builders.a_comment(need)
    actions.make_letters(tomorrow())
    box = tmp_path / "box"

    def send(_self: EmailBackend, messages: Sequence[Any]) -> int:
        number = len(box.read_text().splitlines()) if box.exists() else 0
        if moment == "before" and number == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        with box.open("a") as handle:
            handle.writelines(f"{message.to[0]}\n" for message in messages)
        if moment == "after" and number == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        return len(messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send)
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            actions.send_letters()
        finally:
            os._exit(0)
    _pid, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    monkeypatch.undo()
    actions.send_letters()
    received = [*box.read_text().split(), *(message.to[0] for message in mail.outbox)]
    assert len(received) == len(set(received))
    assert len(received) == (3 if moment == "after" else 2)
    assert Letter.objects.filter(state="sending").count() == 1


def test_making_letters_that_is_cut_short_tells_nothing_and_forgets_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reader, need = builders.a_person(), builders.a_need()
    builders.a_follow(reader, need)
    builders.a_comment(need)
    with monkeypatch.context() as patch:
        patch.setattr(Told.objects, "bulk_create", lambda _rows: (_ for _ in ()).throw(Dies()))
        with pytest.raises(Dies):
            actions.make_letters(tomorrow())
    assert not Letter.objects.exists()
    assert len(sent()) == 1


def test_old_letters_go_with_the_retention_clock() -> None:
    letter = a_letter_waiting()
    actions.send_letters()
    Letter.objects.update(made_at=timezone.now() - dt.timedelta(days=91))
    assert actions.forget_old_letters(dt.timedelta(days=90)) == 1
    assert not Told.objects.filter(user=letter.user).exists()
    assert sent(tomorrow(days=3)) == []
