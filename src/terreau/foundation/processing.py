"""What a table says of people, read from the models: the register of processing is made from it.

Regulation (EU) 2016/679, articles 6 (bases) and 30 (register): https://eur-lex.europa.eu/eli/reg/2016/679/oj
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Fields that tell of a person whatever their type; matched whole, so that "shipped" is not "ip".
_TELLING = frozenset(
    {"email", "ip", "user_agent", "phone", "first_name", "last_name", "shown_name", "name_shown", "subject"}
)


class Basis(models.TextChoices):
    """Why it is lawful to keep something about a person (article 6)."""

    MISSION = "mission", _("mission d’intérêt public (article 6.1.e)")
    REQUEST = "request", _("service que vous demandez (article 6.1.b)")
    CONSENT = "consent", _("votre accord (article 6.1.a)")
    LEGAL = "legal", _("obligation légale (article 6.1.c)")
    SAFETY = "safety", _("intérêt légitime : protéger les personnes et le service (article 6.1.f)")


def fields_about_people(model: type[models.Model]) -> list[str]:
    """Names of the fields of a table that point at a person or describe one, in the order of the model."""
    return [field.name for field in model._meta.get_fields() if _tells(field)]


def tables_about_people() -> Iterator[type[models.Model]]:
    """Every table of this instance that holds such a field, ours and those of libraries."""
    for model in apps.get_models():
        if fields_about_people(model) or model._meta.label == settings.AUTH_USER_MODEL:
            yield model


def _tells(field: object) -> bool:
    if isinstance(field, models.ForeignKey | models.ManyToManyField):
        person = field.related_model
        return isinstance(person, type) and person._meta.label == settings.AUTH_USER_MODEL
    if isinstance(field, models.EmailField | models.GenericIPAddressField):
        return True
    return isinstance(field, models.Field) and field.name in _TELLING
