"""The page of the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.shortcuts import render
from django.views.decorators.http import require_safe

from terreau.foundation.conditional import unless_unchanged
from terreau.foundation.limits import limited
from terreau.participation.forms import journal as asked
from terreau.participation.queries import journal

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
@limited("journal", "240/m", by="network")
@unless_unchanged(lambda request: journal.stamp(asked.read(request.GET).filters))
def journal_page(request: HttpRequest) -> HttpResponse:
    """Every public act, the latest first: who, what, on what, when, why."""
    found = asked.read(request.GET)
    page = journal.page_of(found.filters)
    query = found.filters.as_query()
    context = {
        "page": page,
        "asked": found,
        "filters": found.filters,
        "choices": asked.options(found.filters),
        "query": urlencode(query),
        "older": urlencode({**query, "avant": page.following}) if page.following else "",
    }
    return render(request, "participation/journal/journal.html", context)
