"""A letter as it is read: plain text, and sober HTML that loads nothing and tells nobody it was opened."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from terreau.foundation.context import home_territory
from terreau.participation.kinds import kind_of
from terreau.participation.models import Follow, JournalLine, Letter, Rhythm, Sending
from terreau.participation.queries.following import target_of
from terreau.participation.queries.journal import entries_of, with_names
from terreau.participation.reply_addresses import reply_address
from terreau.participation.stop_links import stop_link
from terreau.people.words import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.participation.queries.journal import Entry

#: Mail programs cut a subject after some seventy characters.
LONGEST_SUBJECT = 90
#: Acts that are words of a conversation.
SPOKEN = frozenset({"comment", "ask", "answer"})
#: What stands above what a reply quotes: in French whatever the language, so that it is found again.
MARK = "— Pour répondre, écrivez au-dessus de cette ligne —"


def message_of(letter: Letter) -> EmailMultiAlternatives | None:
    """The message to send; None when the person cannot be written to any more."""
    user = letter.user
    if not user.is_active or not user.email:
        return None
    with override(settings.LANGUAGE_CODE):
        numbers = letter.told.values_list("line", flat=True)
        lines = with_names(JournalLine.objects.filter(number__in=list(numbers)).order_by("number"))
        entries = entries_of(lines)
        if not entries:
            return None
        told = [(entry, _reply_to(letter, entry)) for entry in entries]
        context = {**_context(letter), "entries": told, "mark": MARK if any(one[1] for one in told) else ""}
        text = render_to_string("participation/following/letter.txt", context)
        replies = {reply for _entry, reply in told if reply}
        page = render_to_string("participation/following/letter.html", context)
        everything = stop_link(user.pk)
        message = EmailMultiAlternatives(
            subject=_subject(entries),
            body=text,
            to=[user.email],
            headers={
                "Message-ID": f"<{letter.message_id}@{urlsplit(settings.ADDRESS).hostname or 'localhost'}>",
                # RFC 8058: the mail program shows its own button, which posts here without a cookie.
                "List-Unsubscribe": f"<{everything}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                "Auto-Submitted": "auto-generated",  # RFC 3834: no answering machine replies to it
            },
        )
    if len(replies) == 1:
        message.reply_to = [replies.pop()]
    message.attach_alternative(page, "text/html")
    return message


def _reply_to(letter: Letter, entry: Entry) -> str:
    """Where this person answers what was said, by e-mail; "" for other acts, or where no mail comes in."""
    line = entry.line
    if line.verb not in SPOKEN or not entry.url:
        return ""
    return reply_address(letter.user_id, kind_of(line.kind), line.thing)


def _context(letter: Letter) -> dict[str, object]:
    rhythms = {Rhythm.AT_ONCE, Rhythm.DAILY, Rhythm.WEEKLY}
    follows = Follow.objects.filter(user=letter.user, rhythm__in=rhythms).order_by("pk")
    home = home_territory()
    return {
        "more": letter.more,
        "address": settings.ADDRESS,
        "place": home.name if home else "Terreau",
        "day": date_format(localtime(letter.made_at), "DATE_FORMAT"),
        "follows": [(target_of(one.target).name, stop_link(one.user_id, one.pk)) for one in follows[:20]],
        "stop": stop_link(letter.user_id),
        "choose": settings.ADDRESS + reverse("participation:follows"),
        "journal": settings.ADDRESS + reverse("participation:journal"),
        "one_is_missing": _one_is_missing(letter),
    }


def _one_is_missing(letter: Letter) -> bool:
    """Whether a letter may have been lost since the last one that left for sure."""
    before = Letter.objects.filter(user_id=letter.user_id, pk__lt=letter.pk)
    last = before.filter(state__in=(Sending.SENT, Sending.UNSURE)).order_by("-pk").first()
    return last is not None and last.state == Sending.UNSURE


def _subject(entries: Sequence[Entry]) -> str:
    """What is new, in one line: a title comes from a person, so nothing in it can end the header."""
    if len(entries) == 1:
        said = f"{entries[0].who} {entries[0].did} « {entries[0].title} »"
    else:
        said = ngettext("%(n)s nouvelle", "%(n)s nouvelles", len(entries)) % {"n": len(entries)}
        said = _("%(news)s de ce que vous suivez") % {"news": said}
    said = one_line(said)
    return said if len(said) <= LONGEST_SUBJECT else said[: LONGEST_SUBJECT - 1].rstrip() + "…"
