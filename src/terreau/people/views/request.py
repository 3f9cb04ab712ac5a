"""Who is asking, and about whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404

from terreau.people.models import Organisation, User
from terreau.people.queries import refuse_hidden

if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict


def signed_in(request: HttpRequest) -> User:
    """The person asking, on a page that only opens to people who are signed in."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def organisation_shown(slug: str) -> Organisation:
    """The organisation of a page that everyone may read, or where it is changed; 410 while it is hidden."""
    found = organisation_at(slug)
    refuse_hidden(found)
    return found


def organisation_at(slug: str) -> Organisation:
    """The organisation, hidden or not: its members may still see to who belongs to it."""
    return get_object_or_404(Organisation.objects.select_related("territory", "verified_by"), slug=slug)


def person_at(handle: str) -> User:
    return get_object_or_404(User, username=handle)


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form sent, even nothing; None when the page is only read."""
    return request.POST if request.method == "POST" else None
