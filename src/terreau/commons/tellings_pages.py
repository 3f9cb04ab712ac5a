"""How the pages of a commons are reported, moderated, and read back in their history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from terreau.commons.actions import restore_page
from terreau.commons.models import Commons, WikiPage
from terreau.commons.rules import cares_for_its_commons
from terreau.participation import kinds
from terreau.participation.editables import Editable, Shown, register_editable
from terreau.participation.kinds import Kind, thing_at

if TYPE_CHECKING:
    from terreau.people.models import User


def _author(page: WikiPage) -> User | None:
    """Who wrote the version that stands."""
    last = page.history.select_related("history_user").order_by("-history_id").first()
    found: User | None = last.history_user if last else None
    return found


def _touched(page: WikiPage) -> None:
    Commons.objects.filter(pk=page.commons_id).update(touched_at=timezone.now())


PAGE = Kind(
    model="commons.wikipage",
    slug="page",
    label=gettext_lazy("Page d’un commun"),
    room="communs",
    room_label=gettext_lazy("Communs"),
    title=lambda page: page.title,
    url=lambda page: page.get_absolute_url(),
    theme=lambda page: page.commons.theme,
    territories=lambda page: {place["ref"]: place["name"] for place in page.commons.places},
    answers_for=lambda user, page: bool(cares_for_its_commons(user, page)),
    author=_author,
    words=lambda page: page.text,
    touched=_touched,
    stands_alone=False,
    moderated=True,
)


def find(key: str) -> WikiPage:
    """The page of a key; raises UnknownThingError, HiddenThingError."""
    found: WikiPage = thing_at("page", key)[1]
    return found


def credit_of(version: Any) -> str:
    """Who made a version: the name it was imported with, else the person, while they show their name."""
    if version.written_as:
        return _("%(name)s, avant l’import") % {"name": version.written_as}
    return credit_of_person(version)


def credit_of_person(version: Any) -> str:
    """The person who made a version, while they show their name."""
    author = version.history_user
    if author is None:
        return _("Une personne dont le compte n’existe plus, ou le service")
    name: str = author.public_name
    return name[:1].upper() + name[1:]


PAGE_TEXT = Editable(
    model="commons.wikipage",
    slug="page",
    label=gettext_lazy("Page d’un commun"),
    find=find,
    title=lambda page: page.title,
    url=lambda page: page.get_absolute_url(),
    shown=(
        Shown.field(gettext_lazy("titre"), "title"),
        Shown.field(gettext_lazy("texte"), "text"),
    ),
    credit=credit_of,
    may_restore=lambda user, page: user.has_perm("commons.edit_page", page),
    restore=restore_page,
    hold=lambda page: Commons.objects.select_for_update().get(pk=page.commons_id),
)


def register() -> None:
    """Let pages be reported and read back."""
    kinds.register_kind(PAGE)
    register_editable(PAGE_TEXT)
