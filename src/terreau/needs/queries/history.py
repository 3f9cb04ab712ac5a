"""What changed in a need between two of its versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Field
from django.utils.translation import gettext as _

from terreau.needs.errors import FieldChange
from terreau.needs.models import Need, State, Theme
from terreau.needs.queries.page import voice_of

if TYPE_CHECKING:
    from django.utils.functional import Promise

#: Fields that a person can change, in the order of the page.
FIELDS = ("title", "situation", "concerned", "theme", "places", "tried", "met_when", "state")


def changes_since(need: Need, version: int) -> list[FieldChange]:
    """What differs between `need` now and as it stood at `version`; empty when it was never kept."""
    then = need.history.filter(version=version).order_by("history_id").last()
    if then is None:
        return []
    return [
        FieldChange(label_of(name), before, after)
        for name in FIELDS
        if (before := _in_words(name, getattr(then, name))) != (after := _in_words(name, getattr(need, name)))
    ]


def label_of(name: str) -> str | Promise:
    """What a field of a need is called on the page."""
    field = Need._meta.get_field(name)
    return field.verbose_name if isinstance(field, Field) else name


def words_of(name: str, version: Any) -> str:
    """What a version says in one of its fields, in words."""
    return _in_words(name, getattr(version, name))


def credit_of(version: Any) -> str:
    """Who made a version, as anyone may read it: the mediator who raised for someone stays unnamed."""
    if version.is_example:
        return _("Un exemple, inventé")
    author = version.history_user
    first = version.history_type == "+"
    if first or (author is not None and author.pk == version.raised_by_id):
        said = voice_of(version)
    else:
        said = author.public_name if author else _("une personne dont le compte n’existe plus")
    return said[:1].upper() + said[1:]


def _in_words(name: str, value: Any) -> str:
    if name == "places":
        return ", ".join(place["name"] for place in value)
    if name == "theme":
        return str(Theme(value).label)
    return str(State(value).label) if name == "state" else str(value)
