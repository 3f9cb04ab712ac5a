"""What a version of a data set says, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Field
from django.utils.translation import gettext as _

from terreau.catalogue.models import DataLicence, Dataset, Frequency, PersonalData, State
from terreau.needs.models import Theme

if TYPE_CHECKING:
    from django.utils.functional import Promise

#: Fields that a person can change, in the order of the page.
FIELDS = (
    "title", "description", "questions", "theme", "places", "period_start", "period_end", "producer",
    "contact", "licence", "frequency", "decided_by", "collected_by", "personal_data", "state",
)  # fmt: skip
_CHOICES: dict[str, Any] = {
    "theme": Theme,
    "licence": DataLicence,
    "frequency": Frequency,
    "personal_data": PersonalData,
    "state": State,
}


def label_of(name: str) -> str | Promise:
    """What a field of a data set is called on the page."""
    field = Dataset._meta.get_field(name)
    return field.verbose_name if isinstance(field, Field) else name


def words_of(name: str, version: Any) -> str:
    """What a version says in one of its fields, in words."""
    value = getattr(version, name)
    if name == "places":
        return ", ".join(place["name"] for place in value)
    if name in _CHOICES and value in _CHOICES[name].values:
        return str(_CHOICES[name](value).label)
    return "" if value is None else str(value)


def credit_of(version: Any) -> str:
    """Who made a version, as anyone may read it."""
    author = version.history_user
    if author is None:
        return _("Le service, ou une personne dont le compte n’existe plus")
    said: str = author.public_name
    return said[:1].upper() + said[1:]
