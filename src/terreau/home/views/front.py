"""Where one starts: what is missing here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import render

from terreau.foundation import slots
from terreau.foundation.conditional import unless_unchanged
from terreau.home import queries
from terreau.territories import queries as territories

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse


def _base_and_panels(_request: HttpRequest) -> Iterable[object] | None:
    if not settings.TERRITORY:
        return None
    edition, panels = territories.edition(), slots.what_changes(slots.front_page_panels)
    return None if edition is None or panels is None else (*edition, *panels)


@unless_unchanged(_base_and_panels)
def front(request: HttpRequest) -> HttpResponse:
    """One sentence, one field, then what each room has to say about the home territory."""
    home = territories.home()
    return render(
        request,
        "home/front.html",
        {
            "figures": queries.figures_of(home) if home else (),
            "outline": queries.home_outline() if home else None,
            "panels": slots.front_page_panels.ask(request, settings.TERRITORY),
        },
    )
