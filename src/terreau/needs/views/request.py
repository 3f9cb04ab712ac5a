"""Who is asking, and how much they send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from terreau.foundation.errors import TooLargeError
from terreau.people.models import User

if TYPE_CHECKING:
    from django.http import HttpRequest

#: A form about a need holds some twelve thousand characters; accents and encoding make them three times that.
LARGEST_FORM = 100_000


def person(request: HttpRequest) -> User:
    """The person asking, on a page that opens to people who are signed in only."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def refuse_large(request: HttpRequest) -> None:
    """Raise TooLargeError for a form nobody can have typed, before anything is done with it."""
    if sum(len(value) for value in request.POST.values() if isinstance(value, str)) > LARGEST_FORM:
        raise TooLargeError(limit="100 ko")
