"""Who is asking, and which awards they look after by their code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from terreau.people.models import User

if TYPE_CHECKING:
    from django.http import HttpRequest

    from terreau.recognition.models import Award

_KEPT = "recognition.held"
_MOST = 20


def person(request: HttpRequest) -> User:
    """The person asking, on a page that opens to people who are signed in only."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def maybe(request: HttpRequest) -> User | None:
    """The person asking, or None for somebody without an account."""
    return request.user if isinstance(request.user, User) else None


def held(request: HttpRequest) -> list[str]:
    """Awards that this browser took without an account. A visitor without a session costs nothing."""
    if not request.session.session_key:
        return []
    return list(request.session.get(_KEPT, []))


def hold(request: HttpRequest, award: Award) -> None:
    """Remember, in this browser, that the award was taken here with its code."""
    kept = [code for code in request.session.get(_KEPT, []) if code != award.code]
    request.session[_KEPT] = [award.code, *kept][:_MOST]
