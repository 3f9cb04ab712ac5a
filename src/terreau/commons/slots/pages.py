"""Commons on the pages of others: the front page, territories, needs, search."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from terreau.commons.queries import listing
from terreau.foundation import search, slots
from terreau.foundation.slots import Hit, Hits, Panel
from terreau.needs.models import Need
from terreau.territories.models import Territory
from terreau.territories.queries import territory

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import HttpRequest

#: How many commons a panel shows before it leads to the list.
SHOWN = 4


def commons_that_grow(_request: HttpRequest, _home: str) -> Panel | None:
    """For the front page: commons that changed last, all over the instance; nothing while there is none."""
    return _panel(_("Des communs qui grandissent"), listing.Filters(), empty=False)


def commons_of_territory(_request: HttpRequest, ref: str) -> Panel | None:
    """For a territory's page: what is put in common there."""
    # The page that asks has found this territory itself: it needs not be understood again.
    found = Territory.objects.filter(pk=ref).first()
    return _panel(_("Ce que l’on met en commun ici"), listing.Filters(territory=found)) if found else None


def _panel(title: str, filters: listing.Filters, *, empty: bool = True) -> Panel | None:
    cards = listing.cards(listing.first(filters, SHOWN))
    if not cards and not empty:
        return None
    query = filters.as_query()
    context: dict[str, object] = {"cards": cards, "open_url": address("commons:open", query)}
    return Panel(title, "commons/panel.html", context, address("commons:list", query), _("Tous les communs"))


def address(name: str, query: dict[str, str]) -> str:
    """An address with what it asks."""
    return reverse(name) + (f"?{urlencode(query)}" if query else "")


def answers_to_need(_request: HttpRequest, thing: Model) -> Panel | None:
    """On the page of a need: the commons that answer it, and the way to open one."""
    if not isinstance(thing, Need) or thing.merged_into_id is not None:
        return None
    context: dict[str, object] = {
        "cards": listing.cards(listing.answering(thing, SHOWN)),
        "open_url": f"{reverse('commons:open')}?besoin={thing.pk}",
    }
    return Panel(_("Des communs pour y répondre"), "commons/panel_need.html", context)


def found_commons(words: str, ref: str, limit: int) -> Hits:
    """Commons that answer a search over everything."""
    filters = listing.Filters(words=words, territory=territory(ref) if ref else None)
    found = search.find(listing.listed(filters), words, limit=limit)
    hits = [
        Hit(
            kind=_("Exemple de commun") if one.is_example else _("Commun"),
            title=one.title,
            url=one.get_absolute_url(),
            summary=one.tagline,
            reason=f"{one.kind_names} · {one.place_names}",
        )
        for one in found.items
    ]
    all_url = address("commons:list", filters.as_query())
    return Hits("commons", _("Communs"), found.total, hits, all_url, found.corrected)


def register() -> None:
    """Offer all this."""
    slots.front_page_panels.register(commons_that_grow, weight=30)
    slots.territory_panels.register(commons_of_territory, weight=30)
    slots.panel_stamps.register(listing.last_touch)
    slots.thing_panels.register(answers_to_need, weight=5)
    slots.search_results.register(found_commons, weight=20)
