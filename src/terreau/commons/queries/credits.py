"""Who is credited in an archive: names that everyone may read, and nothing else of a person."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.conf import settings

from terreau.commons.archive import Contributor
from terreau.commons.models import WikiPage
from terreau.people.models import Organisation, User

if TYPE_CHECKING:
    from django.db.models import QuerySet


class Credits:
    """Names as they are met, each with an identifier that only comes from what is public of it.

    So the same person has the same identifier from one archive to the next, and from fork to fork.
    """

    def __init__(self) -> None:
        self._known: dict[str, Contributor] = {}

    def user(self, user: User | None) -> str:
        """The name of someone with an account who shows it; "" for the others."""
        shown = user is not None and user.is_active and user.shows_name and bool(user.shown_name)
        return self.named(user.public_name) if user is not None and shown else ""

    def organisation(self, one: Organisation | None) -> str:
        """The name of an organisation, with its page here unless it is hidden."""
        if one is None:
            return ""
        uri = "" if one.is_hidden else settings.ADDRESS + one.get_absolute_url()
        return self.named(one.public_name, "organisation", uri)

    def named(self, name: str, kind: str = "person", uri: str = "") -> str:
        """A name, credited; the same name."""
        if name:
            known = identifier_of(name, kind)
            if uri or known not in self._known:
                self._known[known] = Contributor(known, name, kind, uri)
        return name

    def identifier(self, name: str) -> str:
        """The identifier of somebody credited as a person, "" for nobody."""
        self.named(name)
        return identifier_of(name, "person") if name else ""

    def all(self) -> list[Contributor]:
        """Everyone met, by name."""
        return sorted(self._known.values(), key=lambda one: (one.name.casefold(), one.id))


def identifier_of(name: str, kind: str) -> str:
    """The identifier of a name."""
    return "c-" + hashlib.sha256(f"{kind}\n{name}".encode("utf-8", "replace")).hexdigest()[:16]


def meet_authors(credited: Credits, pages: QuerySet[WikiPage]) -> dict[int, str]:
    """Credit everyone who wrote these pages; the names of accounts by key. Two SQL queries."""
    rows: Any = WikiPage.history.filter(id__in=pages.order_by().values("pk")).order_by()
    for name in rows.exclude(written_as="").values_list("written_as", flat=True).distinct():
        credited.named(name)
    keys = rows.exclude(history_user=None).values("history_user")
    return {one.pk: credited.user(one) for one in User.objects.filter(pk__in=keys).order_by("pk")}
