"""Components and who uses them, what commons look for and offer, organisations that use them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from terreau.commons.actions.describing import understood_licence
from terreau.commons.formats.plain import Shape, links, shown_commons
from terreau.commons.models import Component, ComponentUse, Use, Wish
from terreau.foundation.slots import PublicSet

if TYPE_CHECKING:
    from django.db.models import QuerySet


def _understood(one: Component, row: dict[str, Any]) -> None:
    one.documents = links(row["documents"])
    one.licence_spdx, one.licence_open = understood_licence(str(row["licence_said"]))


def _uses_shown() -> QuerySet[ComponentUse]:
    """Both the commons that uses and the one that made the component may be read."""
    return ComponentUse.objects.filter(commons__in=shown_commons(), component__commons__in=shown_commons())


COMPONENTS = Shape(
    Component,
    lambda: Component.objects.filter(commons__in=shown_commons()),
    values=("title", "interface", "current_version", "licence_said", "documents"),
    moments=("made_at", "changed_at"),
    fitted=_understood,
    unchecked=("documents",),
)
COMPONENT_USES = Shape(
    ComponentUse,
    _uses_shown,
    keys=("component", "commons"),
    values=("used_version", "quantity", "modified", "purpose"),
    moments=("said_at", "ended_at"),
    unchecked=("said_by",),
)
WISHES = Shape(
    Wish,
    lambda: Wish.objects.filter(commons__in=shown_commons()),
    values=("side", "means", "words", "outcome"),
    moments=("said_at", "ended_at"),
    unchecked=("said_by",),
)
USES = Shape(
    Use,
    lambda: Use.objects.filter(commons__in=shown_commons()).select_related("organisation"),
    keys=("commons", "organisation"),
    values=("name", "used_version", "purpose", "evidence"),
    days=("since",),
    moments=("said_at", "ended_at"),
    further=("who",),
    more=lambda use: {"who": use.who},
    unchecked=("said_by",),
)


def public_sets() -> list[PublicSet]:
    """Each under its own name."""
    told = (
        ("communs-composants", _("Composants des communs"), "https://schema.org/Product", COMPONENTS),
        (
            "communs-composants-usages",
            _("Usages des composants"),
            "https://schema.org/UseAction",
            COMPONENT_USES,
        ),
        (
            "communs-recherches",
            _("Recherches et propositions des communs"),
            "https://schema.org/Demand",
            WISHES,
        ),
        ("communs-usages", _("Usages des communs"), "https://schema.org/UseAction", USES),
    )
    return [
        PublicSet(key, title, kind, one.columns, one.rows, one.take, one.model._default_manager.count)
        for key, title, kind, one in told
    ]
