"""On the page of a commons: what others offer that it looks for, and the other way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from terreau.commons.models import Commons, Side
from terreau.commons.queries.matching import matches_of
from terreau.commons.queries.page import wishes_of
from terreau.foundation import slots
from terreau.foundation.slots import Panel

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import HttpRequest


def what_answers(_request: HttpRequest, thing: Model) -> Panel | None:
    """Nothing while it says nothing of what it looks for or offers."""
    if not isinstance(thing, Commons):
        return None
    wishes = [wish for side in wishes_of(thing).values() for wish in side]
    if not wishes:
        return None
    matches = matches_of(thing, wishes)
    context: dict[str, object] = {
        "sought": [match for match in matches if match.wish.side == Side.SOUGHT],
        "offered": [match for match in matches if match.wish.side == Side.OFFERED],
    }
    url = reverse("commons:wishes")
    return Panel(
        _("Qui peut répondre"),
        "commons/panel_matches.html",
        context,
        url,
        _("Tout ce que l’on cherche et propose"),
    )


def register() -> None:
    """Offer all this."""
    slots.thing_panels.register(what_answers, weight=2)
