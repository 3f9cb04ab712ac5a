"""Contributions and components on the page of a commons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from terreau.commons.models import Commons
from terreau.commons.queries import components, ledger
from terreau.foundation import slots
from terreau.foundation.slots import Panel

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import HttpRequest


def what_was_given(_request: HttpRequest, thing: Model) -> Panel | None:
    """On the page of a commons: totals of its ledger, its components, those it uses."""
    if not isinstance(thing, Commons):
        return None
    context: dict[str, object] = {
        "commons": thing,
        "totals": ledger.totals_of(thing),
        "components": components.components_of(thing),
        "uses": components.uses_by(thing),
    }
    url = reverse("commons:contributions", args=(thing.pk,))
    return Panel(
        _("Ce qui y est apporté"), "commons/panel_parts.html", context, url, _("Toutes les contributions")
    )


def register() -> None:
    """Offer all this."""
    slots.thing_panels.register(what_was_given, weight=6)
