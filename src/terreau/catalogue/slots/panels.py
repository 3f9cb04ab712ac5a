"""Data sets on the front page, on the page of a territory, and in the search over everything."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from terreau.catalogue.queries import listing, missing
from terreau.catalogue.queries.files import is_named
from terreau.foundation import search, slots
from terreau.foundation.slots import Hit, Hits, Panel
from terreau.needs.models import Need
from terreau.territories.queries import territory

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import HttpRequest

#: How many data sets a panel shows before it leads to the list.
SHOWN = 4


def data_lately(_request: HttpRequest, _home: str) -> Panel | None:
    """For the front page: what was published or changed lately."""
    return _panel(_("Des données d’ici"), listing.Filters())


def data_of_territory(_request: HttpRequest, ref: str) -> Panel | None:
    """For a territory's page: what is known there."""
    return _panel(_("Les données de ce territoire"), listing.Filters(territory=territory(ref)))


def _panel(title: str, filters: listing.Filters) -> Panel | None:
    found = listing.cards(listing.first(filters, SHOWN))
    if not found:
        return None
    return Panel(title, "catalogue/panel.html", {"cards": found}, _address(filters), _("Toutes les données"))


def _address(filters: listing.Filters) -> str:
    query = urlencode(filters.as_query())
    return reverse("catalogue:list") + (f"?{query}" if query else "")


def data_of_need(_request: HttpRequest, thing: Model) -> Panel | None:
    """On the page of a need: the data that measure it, and what is missing to measure it."""
    if not isinstance(thing, Need) or thing.merged_into_id is not None:
        return None
    context: dict[str, object] = {
        "need": thing.pk,
        "cards": listing.cards(missing.datasets_of_need(thing, SHOWN)),
        "missing": missing.of_need(thing, SHOWN),
    }
    return Panel(_("Les données qui mesurent ce besoin"), "catalogue/panel_need.html", context)


def found_missing(words: str, ref: str, limit: int) -> Hits | None:
    """What is missing and answers a search over everything; nothing to say where nobody asks."""
    _ref = ref
    found = search.find(missing.listed(), words, limit=limit)
    if not found.total:
        return None
    hits = [
        Hit(
            kind=_("Données qui manquent"),
            title=one.title,
            url=one.get_absolute_url(),
            summary=one.why[:200],
            reason=one.place_names,
        )
        for one in found.items
    ]
    all_url = reverse("catalogue:missing-list")
    return Hits("missing-data", _("Ce qui manque"), found.total, hits, all_url, found.corrected)


def found_data(words: str, ref: str, limit: int) -> Hits:
    """Data sets that answer a search over everything."""
    filters = listing.Filters(words=words, territory=territory(ref) if ref else None)
    whole = listing.listed(filters).select_related("organisation", "created_by")
    found = search.find(whole, words, limit=limit)
    hits = [
        Hit(
            kind=_("Jeu de données"),
            title=one.title,
            url=one.get_absolute_url(),
            summary=one.summary,
            reason=" · ".join(filter(None, (listing.who_publishes(one), one.place_names))),
        )
        for one in found.items
    ]
    return Hits("data", _("Données"), found.total, hits, _address(filters), found.corrected)


def register() -> None:
    """Offer these; called once from the slots of this room."""
    slots.front_page_panels.register(data_lately, weight=20)
    slots.territory_panels.register(data_of_territory, weight=20)
    slots.panel_stamps.register(listing.last_touch)
    slots.search_results.register(found_data, weight=15)
    slots.search_results.register(found_missing, weight=16)
    slots.thing_panels.register(data_of_need, weight=5)
    slots.named_files.register(is_named)
