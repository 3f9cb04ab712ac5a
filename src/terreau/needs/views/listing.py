"""The list of needs."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.shortcuts import render
from django.views.decorators.http import require_safe

from terreau.foundation.conditional import unless_unchanged
from terreau.foundation.limits import limited_search
from terreau.needs.forms import filters as asked_filters
from terreau.needs.queries import listing
from terreau.territories.queries import label

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
@limited_search("mots")
@unless_unchanged(lambda _request: [listing.last_touch()])
def needs_list(request: HttpRequest) -> HttpResponse:
    """All needs, filtered and sorted, twenty a page."""
    asked = asked_filters.read(request.GET)
    page, corrected, loose = listing.page_of(asked.filters, asked_filters.whole(request.GET.get("page", "1")))
    context = {
        "asked": asked,
        "filters": asked.filters,
        "choices": asked_filters.options(asked.filters),
        "page": page,
        "cards": listing.cards(page.object_list),
        "corrected": corrected,
        "loose": loose,
        "where": label(asked.filters.territory)
        if asked.filters.territory
        else request.GET.get("territoire", "")[:100],
        "query": urlencode(asked.filters.as_query()),
    }
    return render(request, "needs/list.html", context)
