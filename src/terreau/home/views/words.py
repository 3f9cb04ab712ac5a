"""The pages behind the words of the navigation whose own room opens later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render

from terreau.home import queries
from terreau.territories import queries as territories

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def data(request: HttpRequest) -> HttpResponse:
    """What can be taken away from here, in which formats, at which addresses."""
    home = territories.home()
    return render(request, "home/data.html", {"figures": queries.figures_of(home) if home else ()})


def recognition(_request: HttpRequest) -> HttpResponse:
    """The word as people type it; its room stands under /badges/."""
    return redirect("/badges/", permanent=True)


def places(request: HttpRequest) -> HttpResponse:
    """Where to go: for now the town halls of the home territory."""
    desks = queries.town_halls(territories.home())
    return render(request, "home/places.html", {"desks": desks, "some": len(desks) >= queries.MOST_HALLS})
