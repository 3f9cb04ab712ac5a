"""The list of commons."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.shortcuts import render
from django.views.decorators.http import require_safe

from terreau.commons.forms import filters as asked_filters
from terreau.commons.queries import listing
from terreau.foundation.conditional import unless_unchanged
from terreau.foundation.limits import limited_search
from terreau.territories.queries import label

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
@limited_search("mots")
@unless_unchanged(lambda _request: [listing.last_touch()])
def commons_list(request: HttpRequest) -> HttpResponse:
    """All commons, filtered and sorted, twenty a page."""
    asked = asked_filters.read(request.GET)
    filters = asked.filters
    page, corrected, loose = listing.page_of(filters, asked_filters.whole(request.GET.get("page", "1")))
    context = {
        "asked": asked,
        "filters": filters,
        "choices": asked_filters.options(filters),
        "page": page,
        "cards": listing.cards(page.object_list),
        "corrected": corrected,
        "loose": loose,
        "where": label(filters.territory) if filters.territory else request.GET.get("territoire", "")[:100],
        "query": urlencode(filters.as_query()),
    }
    return render(request, "commons/list.html", context)
