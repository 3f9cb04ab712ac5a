"""Dates as calendars that programs subscribe to (RFC 5545)."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from terreau.foundation.limits import limited
from terreau.participation.forms import meetings as asked
from terreau.participation.queries import meetings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest

    from terreau.foundation.slots import Dated


@require_safe
@limited("agenda-feed", "240/m", by="network")
def agenda(request: HttpRequest) -> HttpResponse:
    """The agenda with the same filters as its page, what has just been included."""
    wanted = asked.understood(request.GET)
    found = meetings.dates(wanted.dates(meetings.IN_A_CALENDAR, meetings.JUST_BEEN))
    return _served(request, wanted.name, found, "agenda.ics")


@require_safe
@limited("agenda-feed", "240/m", by="network")
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting, to put in one's own agenda."""
    shown = meetings.meeting(pk)
    told = meetings.as_dated(shown, meetings.about(shown)[0])
    return _served(request, shown.title, [told], f"rendez-vous-{pk}.ics")


def _served(request: HttpRequest, name: str, found: Sequence[Dated], file: str) -> HttpResponse:
    body = meetings.as_calendar(name, found, urlsplit(settings.ADDRESS).hostname or "localhost")
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'inline; filename="{file}"'
    # Programs ask again every hour: what did not change costs them a line.
    answer["ETag"] = f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    patch_cache_control(answer, no_cache=True)
    return get_conditional_response(request, etag=answer["ETag"], response=answer) or answer
