"""Make letters from the journal, then send them, each thing told once to a person, even through a kill -9.

Making is one transaction a person: the letter, the lines it tells (`Told`, one row a person and line, unique)
and the cursors of the follows move together or not at all.

Sending cannot be part of a transaction, for a mail server keeps no promise with a database. So the letter is
marked SENDING, and committed, *before* the server is spoken to, and SENT after. A crash between the two
leaves it SENDING: it may have left, so it is never sent again; it becomes UNSURE, and the next letter says
that one may be missing. What the server refused for sure goes back to the queue, or is given up. The
connection is opened before any letter is marked, so that a server that does not answer costs nothing.
"""

from __future__ import annotations

import datetime as dt
import logging
import smtplib
from typing import TYPE_CHECKING
from uuid import uuid4

from django.core.mail import get_connection
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from terreau.participation import notices, writing
from terreau.participation.models import Follow, JournalLine, Letter, Notice, Rhythm, Sending, Told
from terreau.participation.queries.following import last_line, news_for
from terreau.people.models import User

if TYPE_CHECKING:
    from django.core.mail import EmailMessage
    from django.core.mail.backends.base import BaseEmailBackend

    from terreau.participation.models import Posted

log = logging.getLogger("terreau.letters")

#: The hour, on the clock of the territory, from which the letters of a day or a week leave.
MORNING = 7
#: Lines told in one letter; the rest is said as a number.
MOST_TOLD = 40
AT_A_TIME = 500
TRIES = 6
FIRST_WAIT = dt.timedelta(minutes=10)
#: A letter still SENDING after this was left there by a process that died.
LOST_AFTER = dt.timedelta(minutes=15)
_PERMANENT = 500
#: What is sent, what is most awaited first.
_KINDS: tuple[type[Posted], ...] = (Notice, Letter)


def make_letters(now: dt.datetime | None = None) -> int:
    """Make the letters that are due, and answer how many."""
    now = timezone.localtime(now)
    made = _make(Rhythm.AT_ONCE, last_line())
    if now.hour >= MORNING:
        today = now.replace(hour=MORNING, minute=0, second=0, microsecond=0)
        year, week, weekday = now.isocalendar()
        made += _make(Rhythm.DAILY, _last_before(today), f"daily:{today.date()}")
        monday = today - dt.timedelta(days=weekday - 1)
        made += _make(Rhythm.WEEKLY, _last_before(monday), f"weekly:{year}-W{week:02}")
    return made


def _last_before(moment: dt.datetime) -> int:
    """The last line written before a moment: read back from the end, no further than it."""
    last = JournalLine.objects.filter(at__lt=moment).order_by("-number").values_list("number", flat=True)
    return last.first() or 0


def _make(rhythm: Rhythm, upto: int, key: str = "") -> int:
    waiting = Follow.objects.filter(rhythm=rhythm, since__lt=upto).values_list("user_id", flat=True)
    key = key or f"{rhythm.value}:{upto}"
    return sum(_letter_for(user, rhythm, upto, key) for user in sorted(set(waiting)))


@transaction.atomic
def _letter_for(pk: int, rhythm: Rhythm, upto: int, key: str) -> bool:
    """One person's letter, when there is something to tell."""
    user = User.objects.select_for_update(no_key=True).filter(pk=pk).first()
    if user is None or Letter.objects.filter(user=user, key=key).exists():
        return False
    follows = list(Follow.objects.filter(user=user, rhythm=rhythm, since__lt=upto).order_by("pk"))
    news = news_for(pk, follows, upto) if user.is_active else []
    Follow.objects.filter(pk__in=[one.pk for one in follows]).update(since=upto)
    if not news:
        return False
    letter = Letter.objects.create(user=user, key=key, message_id=uuid4(), more=max(0, len(news) - MOST_TOLD))
    Told.objects.bulk_create(Told(user=user, letter=letter, line=number) for number in news[-MOST_TOLD:])
    return True


def send_letters() -> dict[str, int]:
    """Send what waits, notices of moderation first; answers how many letters ended in each state."""
    now = timezone.now()
    for kind in _KINDS:
        lost = kind._default_manager.filter(state=Sending.SENDING, taken_at__lt=now - LOST_AFTER)
        lost.update(state=Sending.UNSURE)
    waiting = [(kind, number) for kind in _KINDS for number in _waiting(kind, now)]
    if not waiting:
        return {}
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as trouble:
        log.warning("the mail server does not answer: %s", type(trouble).__name__)
        return {"unreachable": 1}
    ended: dict[str, int] = {}
    try:
        for kind, number in waiting:
            if state := _send(kind, number, connection):
                ended[state] = ended.get(state, 0) + 1
    finally:
        connection.close()
    return ended


def _waiting(kind: type[Posted], now: dt.datetime) -> list[int]:
    due = kind._default_manager.filter(state=Sending.WAITING, not_before__lte=now).order_by("pk")
    return list(due.values_list("pk", flat=True)[:AT_A_TIME])


def _send(kind: type[Posted], pk: int, connection: BaseEmailBackend) -> str:
    """Take a letter, send it, say how it ended; "" when another worker has taken it."""
    taken = kind._default_manager.filter(pk=pk, state=Sending.WAITING).update(
        state=Sending.SENDING, taken_at=timezone.now(), attempts=F("attempts") + 1
    )
    if not taken:
        return ""
    letter = kind._default_manager.get(pk=pk)
    if (message := _message_of(letter)) is None:
        return _ended(letter, Sending.REFUSED)
    try:
        connection.send_messages([message])
    except smtplib.SMTPRecipientsRefused as refused:
        codes = [code for code, _said in refused.recipients.values()]
        return _refused(letter, max(codes, default=_PERMANENT))
    except smtplib.SMTPResponseException as refused:
        return _refused(letter, refused.smtp_code)
    except (OSError, smtplib.SMTPException):
        return _ended(letter, Sending.UNSURE)
    return _ended(letter, Sending.SENT)


def _message_of(letter: Posted) -> EmailMessage | None:
    if isinstance(letter, Notice):
        return notices.message_of(letter)
    return writing.message_of(letter) if isinstance(letter, Letter) else None


def _refused(letter: Posted, code: int) -> str:
    """The server said no: for now below 500, for good from 500 (RFC 5321, section 4.2.1)."""
    if code >= _PERMANENT or letter.attempts >= TRIES:
        return _ended(letter, Sending.REFUSED)
    letter.not_before = timezone.now() + FIRST_WAIT * 2 ** (letter.attempts - 1)
    return _ended(letter, Sending.WAITING)


def _ended(letter: Posted, state: Sending) -> str:
    letter.state = state
    letter.sent_at = timezone.now() if state == Sending.SENT else None
    if isinstance(letter, Notice) and state != Sending.WAITING:
        letter.address = ""  # a visitor's address has served
    letter.save()
    return str(state.value)


def forget_old_letters(kept: dt.timedelta) -> int:
    """Delete letters made longer ago than this, and what they told."""
    old = Letter.objects.filter(made_at__lt=timezone.now() - kept).exclude(state=Sending.WAITING)
    return old.delete()[1].get("participation.Letter", 0)
