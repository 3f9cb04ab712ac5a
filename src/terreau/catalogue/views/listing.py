"""The list of data sets."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.shortcuts import render
from django.views.decorators.http import require_safe

from terreau.catalogue.forms import filters as asked_filters
from terreau.catalogue.queries import listing
from terreau.foundation.conditional import unless_unchanged
from terreau.foundation.limits import limited_search
from terreau.needs.forms.filters import whole
from terreau.people.queries import hidden_organisations
from terreau.territories.queries import label

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
@limited_search("mots")
@unless_unchanged(lambda _request: [listing.last_touch(), *sorted(hidden_organisations())])
def datasets(request: HttpRequest) -> HttpResponse:
    """All published data sets, filtered, twenty a page."""
    asked = asked_filters.read(request.GET)
    page, corrected, loose = listing.page_of(asked.filters, whole(request.GET.get("page", "1")))
    context = {
        "asked": asked,
        "filters": asked.filters,
        "themes": asked_filters.themes(asked.filters.theme),
        "page": page,
        "cards": listing.cards(page.object_list),
        "corrected": corrected,
        "loose": loose,
        "where": label(asked.filters.territory)
        if asked.filters.territory
        else request.GET.get("territoire", "")[:100],
        "query": urlencode(asked.filters.as_query()),
    }
    return render(request, "catalogue/list.html", context)
