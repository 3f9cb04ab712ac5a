"""Who is asking, and what they send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from terreau.catalogue.errors import NoTableError
from terreau.needs.forms.filters import whole
from terreau.needs.models import Need
from terreau.participation.kinds import hidden
from terreau.people.models import User

if TYPE_CHECKING:
    from django.http import HttpRequest

    from terreau.catalogue.actions import Sent

#: Sent last by the form of a file: without it, the sender went away in the middle.
LAST_FIELD = "fin"


def person(request: HttpRequest) -> User:
    """The person asking, on a page that opens to people who are signed in only."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def sent_table(request: HttpRequest) -> Sent:
    """The table that came with the form, on the disk; raises NoTableError."""
    from terreau.catalogue.actions import Sent
    from terreau.catalogue.uploads import TableFile

    file = request.FILES.get("file")
    if not isinstance(file, TableFile):
        raise NoTableError
    return Sent(name=file.name or "", path=file.path, size=file.size or 0)


def need_asked(request: HttpRequest) -> Need | None:
    """The need that an address or a form brings along (`besoin`), while all may see it."""
    said = request.POST.get("besoin", "") or request.GET.get("besoin", "")
    number = whole(said)
    if not number or hidden("needs.need", [str(number)]):
        return None
    return Need.objects.filter(pk=number).first()
