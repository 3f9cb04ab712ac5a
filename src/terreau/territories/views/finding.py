"""Find a territory, or wander from a région."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from terreau.foundation.conditional import unless_unchanged
from terreau.foundation.limits import limited_search
from terreau.territories import queries

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

LONGEST_SEARCH = 120
MOST_FOUND = 20


@require_safe
@limited_search("q")
@unless_unchanged(lambda _request: queries.edition())
def find(request: HttpRequest) -> HttpResponse:
    """By its name, its postal code or its code; without words, the régions."""
    said = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:LONGEST_SEARCH]
    context = {
        "said": said,
        "hits": queries.search_territories(said, MOST_FOUND) if said else [],
        "most": MOST_FOUND,
        "regions": [] if said else queries.regions(),
        "home": queries.home(),
        "longest": LONGEST_SEARCH,
    }
    return render(request, "territories/find.html", context)
