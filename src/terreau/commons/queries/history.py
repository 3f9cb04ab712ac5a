"""What changed in the sheet of a commons between two of its versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Field
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from terreau.commons.models import Commons, Kind, Maturity
from terreau.commons.queries.page import voice_of
from terreau.needs.errors import FieldChange
from terreau.needs.models import Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.utils.functional import Promise

#: Fields that a person can change, in the order of the page.
FIELDS = (
    "title", "tagline", "story", "kinds", "maturity", "theme", "places", "licence_said", "links", "step_what",
    "step_when", "step_cost", "contact",
)  # fmt: skip


def changes_since(commons: Commons, version: int) -> list[FieldChange]:
    """What differs between `commons` now and as it stood at `version`; empty when it was never kept."""
    then = commons.history.filter(version=version).order_by("history_id").last()
    if then is None:
        return []
    return [
        FieldChange(label_of(name), before, after)
        for name in FIELDS
        if (before := words_of(name, then)) != (after := words_of(name, commons))
    ]


def label_of(name: str) -> str | Promise:
    """What a field of a commons is called on the page."""
    field = Commons._meta.get_field(name)
    return field.verbose_name if isinstance(field, Field) else name


def words_of(name: str, version: Any) -> str:
    """What a version says in one of its fields, in words."""
    value = getattr(version, name)
    if value is None or value == "":
        return ""
    return _IN_WORDS.get(name, str)(value)


_IN_WORDS: dict[str, Callable[[Any], str]] = {
    "places": lambda places: ", ".join(place["name"] for place in places),
    "kinds": lambda kinds: ", ".join(str(Kind(kind).label) for kind in kinds),
    "links": lambda links: "\n".join(f"{link['url']} {link.get('label', '')}".strip() for link in links),
    "step_when": lambda day: date_format(day, "DATE_FORMAT"),
    "theme": lambda theme: str(Theme(theme).label),
    "maturity": lambda step: str(Maturity(step).label),
}


def credit_of(version: Any) -> str:
    """Who made a version, as anyone may read it: the mediator who opened it for a group stays unnamed."""
    if version.is_example:
        return _("Un exemple, inventé")
    author = version.history_user
    if author is not None and author.pk == version.opened_by_id:
        said = voice_of(version)
    else:
        said = author.public_name if author else _("une personne dont le compte n’existe plus")
    return said[:1].upper() + said[1:]
