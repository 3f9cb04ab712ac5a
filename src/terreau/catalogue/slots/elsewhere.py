"""Data of other portals in the search over everything, and what is kept about those who add them."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from terreau.catalogue.queries import elsewhere
from terreau.foundation import slots
from terreau.foundation.processing import Basis
from terreau.foundation.slots import Hit, Hits, Kept


def found_elsewhere(words: str, _ref: str, limit: int) -> Hits | None:
    """Data sets that other portals announce, for a search over everything."""
    found = elsewhere.found(words, limit)
    if not found.total:
        return None
    hits = [
        Hit(
            kind=_("Données d’un autre portail"),
            title=line.title,
            url=line.url,
            summary=line.summary,
            reason=" · ".join(filter(None, (line.publisher, line.source))),
        )
        for line in elsewhere.lines(found.items)
    ]
    return Hits(
        "elsewhere",
        _("Données d’autres portails"),
        found.total,
        hits,
        reverse("catalogue:sources"),
        found.corrected,
    )


def kept_about_people() -> list[Kept]:
    """Who added a catalogue of another portal."""
    return [
        Kept(
            what=_("Les catalogues d’autres portails que vous faites lire ici."),
            why=_("Savoir qui répond de ce qui est lu."),
            how_long=_("Jusqu’à ce que le catalogue ne soit plus lu, ou que vous supprimiez votre compte."),
            models=("catalogue.HarvestSource",),
            basis=Basis.MISSION,
            seen_by=_("Les personnes qui tiennent le service."),
        )
    ]


def register() -> None:
    """Offer these; called once from the slots of this room."""
    slots.search_results.register(found_elsewhere, weight=16)
    slots.kept_data.register(kept_about_people, weight=26)
