"""What the service says of itself: its accessibility, who runs it, what it weighs, how it is drawn."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import render

from terreau.home import queries
from terreau.home.forms import SampleForm
from terreau.home.queries.samples import samples

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def about(request: HttpRequest) -> HttpResponse:
    """Who runs this instance, where, on what, at what weight."""
    return render(
        request,
        "home/about.html",
        {
            "stewards": queries.stewards(),
            "hosting": settings.HOSTING,
            "contact": settings.CONTACT,
            "version": version("terreau"),
            "weights": queries.weights(),
            "last_backup": queries.last_backup(),
        },
    )


def accessibility(request: HttpRequest) -> HttpResponse:
    """The statement, from the results of the last automated tests: never more than what was tested."""
    return render(
        request,
        "home/accessibility.html",
        {"results": queries.accessibility_results(), "contact": settings.CONTACT},
    )


def charter(request: HttpRequest) -> HttpResponse:
    """Every component, with its name and when to use it."""
    wrong = SampleForm({"title": "", "kind": "autre"})
    wrong.is_valid()
    context = {"form": SampleForm(prefix="vide"), "wrong": wrong, "drawings": samples()}
    return render(request, "home/charter.html", context)
