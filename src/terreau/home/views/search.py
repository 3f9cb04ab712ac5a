"""Search over everything, which ends in raising a need with the words already typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from terreau.foundation.limits import limited_search
from terreau.home import queries

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
@limited_search("mots")
def search(request: HttpRequest) -> HttpResponse:
    """`mots` are the words, `facette` the one kind to go through, `page` how far."""
    words = request.GET.get("mots", "").strip()[: queries.LONGEST_SEARCH]
    found = queries.search(words, request.GET.get("facette", ""), request.GET.get("page", "1"))
    return render(request, "home/search.html", {"words": words, "found": found})
