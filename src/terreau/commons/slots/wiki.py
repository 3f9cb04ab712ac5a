"""Pages of commons on the pages of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from terreau.commons.models import Commons, WikiPage
from terreau.commons.queries import wiki
from terreau.foundation import search, slots
from terreau.foundation.slots import Hit, Hits, Panel
from terreau.participation import kinds

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import Model
    from django.http import HttpRequest

#: How many pages the sheet names before it leads to the list.
SHOWN = 12


def its_pages(_request: HttpRequest, thing: Model) -> Panel | None:
    """On the page of a commons: what is written about it."""
    if not isinstance(thing, Commons):
        return None
    pages = list(wiki.pages_of(thing)[:SHOWN])
    context: dict[str, object] = {"pages": pages, "commons": thing}
    url = reverse("commons:pages", args=(thing.pk,)) if pages else ""
    return Panel(_("Ses pages"), "commons/panel_pages.html", context, url, _("Toutes les pages"))


def found_pages(words: str, ref: str, limit: int) -> Hits | None:
    """Pages that answer a search over everything; a page is of no territory by itself."""
    if ref:
        return None
    pages = wiki.listed()
    found = search.find(pages, words, limit=limit)
    hits = [
        Hit(
            kind=_("Page d’un commun"),
            title=one.title,
            url=one.get_absolute_url(),
            summary=wiki.first_words(one),
            reason=one.commons.title,
        )
        for one in found.items
    ]
    return Hits("pages", _("Pages des communs"), found.total, hits, "", found.corrected)


def hidden_with_their_commons(kind: str, keys: Collection[str]) -> set[str]:
    """Pages of a commons that nobody but stewards may see now."""
    if kind != "commons.wikipage":
        return set()
    rows = WikiPage.objects.filter(pk__in=[int(key) for key in keys if key.isdigit()]).order_by()
    of = {str(pk): str(commons) for pk, commons in rows.values_list("pk", "commons_id")}
    hidden = kinds.hidden("commons.commons", set(of.values()))
    return {key for key, commons in of.items() if commons in hidden}


def register() -> None:
    """Offer all this."""
    slots.thing_panels.register(its_pages, weight=3)
    slots.search_results.register(found_pages, weight=21)
    slots.hidden_among.register(hidden_with_their_commons)
