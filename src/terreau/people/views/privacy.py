"""What is kept about people, why, how long, and who to ask."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.http import require_GET

from terreau.foundation.clearing import gone_since
from terreau.foundation.slots import kept_data
from terreau.people import queries

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


#: How far back the page says what the retention clocks cleared.
LATELY = timedelta(days=365)


@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    context = {
        "kept": list(kept_data.ask()),
        "contact": settings.CONTACT,
        "hosting": settings.HOSTING,
        "stewards": queries.stewards(),
        "gone": gone_since(LATELY),
    }
    return render(request, "people/privacy.html", context)
