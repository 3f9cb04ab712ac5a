"""Where the base comes from, what years it speaks of, what could not be joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from terreau.foundation.conditional import unless_unchanged
from terreau.territories import queries
from terreau.territories.queries import sources as provenance

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_A_PAGE = 80


@require_safe
@unless_unchanged(lambda _request: queries.edition())
def sources(request: HttpRequest) -> HttpResponse:
    """The manifest of the edition in words; `?quoi=` lists one kind of what could not be joined."""
    what = request.GET.get("quoi", "")
    counted = provenance.unjoined_counts()
    page = None
    if what in counted:
        page = Paginator(provenance.unjoined(what), _A_PAGE).get_page(request.GET.get("page"))
    context = {
        "vintages": provenance.vintages(),
        "sources": provenance.sources(),
        "counts": provenance.counts(),
        "unjoined": counted,
        "what": what,
        "page": page,
        "tolerance": queries.TOLERANCE_METRES,
    }
    return render(request, "territories/sources.html", context)
