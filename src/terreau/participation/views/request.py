"""Who is asking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from terreau.people.models import User

if TYPE_CHECKING:
    from django.http import HttpRequest


def person(request: HttpRequest) -> User:
    """The person asking, on a page that opens to people who are signed in only."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
