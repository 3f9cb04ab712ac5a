"""The local mailbox of a demonstration: what would have been e-mailed is read here, newest first.

Django's file backend writes each message as RFC 5322 text and a line of dashes
(https://docs.djangoproject.com/en/5.2/topics/email/#file-backend). In service the page does not exist: a code
to sign in must be read by its owner only.
"""

from __future__ import annotations

import email
import email.policy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404
from django.shortcuts import render

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from email.message import EmailMessage
    from pathlib import Path

    from django.http import HttpRequest, HttpResponse

_END_OF_MESSAGE = b"\n" + b"-" * 79 + b"\n"
SHOWN = 30


@dataclass(frozen=True)
class Letter:
    """A message as its reader sees it."""

    to: str
    subject: str
    sent: datetime | None
    text: str


def mailbox(request: HttpRequest) -> HttpResponse:
    """The page; only a demonstration has one."""
    if not settings.DEMO:
        raise Http404
    return render(request, "config/mailbox.html", {"letters": letters(settings.DATA / "mailbox")})


def letters(folder: Path, most: int = SHOWN) -> list[Letter]:
    """The last messages kept in `folder`, newest first."""
    # The names of the files start with the date and the time to the second; the last one written is the last.
    paths = sorted(folder.glob("*.log"), key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)
    found: list[Letter] = []
    for path in paths[:most]:
        found.extend(reversed(list(_letters_of(path))))
    return found[:most]


def _letters_of(path: Path) -> Iterator[Letter]:
    for raw in path.read_bytes().split(_END_OF_MESSAGE):
        if raw.strip():
            message = email.message_from_bytes(raw.lstrip(b"\n"), policy=email.policy.default)
            yield Letter(
                to=str(message["To"] or ""),
                subject=str(message["Subject"] or ""),
                sent=getattr(message["Date"], "datetime", None),
                text=_text(message),
            )


def _text(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain", "html"))
    return str(body.get_content()).strip() if body else ""
