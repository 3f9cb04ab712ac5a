"""The community of a commons on the pages of others."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from terreau.commons.models import NOTICE_DAYS, Commons
from terreau.commons.queries import governing
from terreau.foundation import slots
from terreau.foundation.slots import Dated, Panel

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import HttpRequest

    from terreau.foundation.slots import Dates


def its_community(request: HttpRequest, thing: Model) -> Panel | None:
    """On the page of a commons: how many they are, who uses it, what is written of its rules."""
    if not isinstance(thing, Commons):
        return None
    figures = governing.figures_of(thing)
    context: dict[str, object] = {
        "commons": thing,
        "user": request.user,
        "standing": governing.standing_of(thing),
        "rights": {"answer_takeover": False},
        "members": figures.members,
        "uses": figures.uses,
        "lit": 9 - len(figures.missing),
        "missing": figures.missing if len(figures.missing) < 9 else (),  # noqa: PLR2004 - all of them is no list
    }
    url = reverse("commons:community", args=(thing.pk,))
    return Panel(
        _("Sa communauté"),
        "commons/panel_governing.html",
        context,
        url,
        _("Voir la communauté et ses décisions"),
    )


def nobody_cares(_request: HttpRequest) -> Panel | None:
    """For the stewards of the territory: commons that nobody cares for any more."""
    waiting = governing.without_steward()
    if not waiting:
        return None
    return Panel(
        _("Communs sans personne pour y veiller"), "commons/panel_stewards.html", {"waiting": waiting}
    )


def takeovers_that_end(asked: Dates) -> list[Dated]:
    """For the agenda: the days from which an announced takeover may be completed."""
    notice = timedelta(days=NOTICE_DAYS)
    return [
        Dated(
            uid=f"reprise-{offer.pk}",
            title=_("Fin de l’annonce de reprise : « %(title)s »") % {"title": offer.commons.title},
            url=reverse("commons:community", args=(offer.commons_id,)),
            starts_at=offer.announced_at + notice,
            changed_at=offer.announced_at,
            what=gettext_lazy("Échéance"),
            about=offer.commons.title,
        )
        for offer in governing.offers(asked, notice)
    ]


def register() -> None:
    """Offer all this."""
    slots.thing_panels.register(its_community, weight=4)
    slots.steward_panels.register(nobody_cares, weight=35)
    slots.dated.register(takeovers_that_end)
