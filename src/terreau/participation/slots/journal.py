"""The journal on the pages of others."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from terreau.foundation import slots
from terreau.foundation.processing import Basis
from terreau.foundation.slots import Exported, Kept, Panel
from terreau.participation import actions
from terreau.participation.models import JournalLine
from terreau.participation.queries import journal
from terreau.territories.models import Territory

if TYPE_CHECKING:
    from django.http import HttpRequest

SHOWN = 6


def what_moves(_request: HttpRequest, _home: str) -> Panel | None:
    """For the front page: the last public acts."""
    return _panel(_("Ce qui bouge"), journal.Filters())


def what_moves_here(_request: HttpRequest, ref: str) -> Panel | None:
    """For a territory's page: the last public acts there."""
    # Its reference is all that is asked of the territory: the page has read the rest.
    return _panel(_("Ce qui bouge ici"), journal.Filters(territory=Territory(ref=ref)))


def _panel(title: str, filters: journal.Filters) -> Panel | None:
    page = journal.page_of(filters, SHOWN)
    if not page.entries:
        return None
    query = urlencode(filters.as_query())
    more = reverse("participation:journal") + (f"?{query}" if query else "")
    return Panel(
        title, "participation/journal/panel.html", {"entries": page.entries}, more, _("Tout le journal")
    )


def data_of(user: int) -> Exported:
    """The lines that a person left."""
    lines = JournalLine.objects.filter(actor_id=user).order_by("number")
    fields = ("number", "at", "verb", "kind", "thing", "title", "reason", "acted_as")
    return Exported("journal", list(lines.values(*fields)))


def take_name_off(user: int, do: bool) -> str:  # noqa: FBT001 - the slot's signature
    """Before an account goes: its lines stay without its name."""
    if do:
        actions.forget_actor(user)
    return _(
        "Les lignes du journal qui disent ce que vous avez fait restent, sans votre nom ni rien qui mène à "
        "vous."
    )


def kept_about_people() -> list[Kept]:
    """What the journal keeps, why, how long."""
    return [
        Kept(
            what=_(
                "Une ligne pour chacun de vos actes publics : lequel, sur quoi, quand, et la raison donnée."
            ),
            why=_(
                "Que chacun puisse savoir ce qui a été fait, et qu’aucune ligne ne disparaisse sans se voir."
            ),
            how_long=_("La ligne reste ; votre nom en est retiré quand vous supprimez votre compte."),
            models=("participation.JournalLine", "participation.JournalPlace"),
            basis=Basis.MISSION,
            seen_by=_("Tout le monde ; votre nom si vous l’acceptez."),
        )
    ]


def register() -> None:
    """Offer all this."""
    slots.front_page_panels.register(what_moves, weight=60)
    slots.territory_panels.register(what_moves_here, weight=60)
    slots.panel_stamps.register(journal.last_line)
    slots.personal_data.register(data_of, weight=40)
    slots.account_deletion.register(take_name_off, weight=40)
    slots.kept_data.register(kept_about_people, weight=40)
