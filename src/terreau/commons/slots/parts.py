"""Contributions and components on the page of a commons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from terreau.commons.models import Commons
from terreau.commons.queries import components, fitting, ledger
from terreau.foundation import slots
from terreau.foundation.slots import Panel

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import HttpRequest

#: Components used whose licences are weighed in words; the others are named.
SHOWN = 12


def what_was_given(_request: HttpRequest, thing: Model) -> Panel | None:
    """On the page of a commons: totals of its ledger, its components, those it uses."""
    if not isinstance(thing, Commons):
        return None
    fits = fitting.by_care([fitting.fit_of(one.component, thing) for one in components.uses_by(thing)])
    context: dict[str, object] = {
        "commons": thing,
        "totals": ledger.totals_of(thing),
        "components": components.components_of(thing),
        "fits": fits[:SHOWN],
        "others": fits[SHOWN:],
    }
    url = reverse("commons:contributions", args=(thing.pk,))
    return Panel(
        _("Ce qui y est apporté"), "commons/panel_parts.html", context, url, _("Toutes les contributions")
    )


def register() -> None:
    """Offer all this."""
    slots.thing_panels.register(what_was_given, weight=6)
