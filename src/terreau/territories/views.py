"""Pages and files of territories."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from terreau.foundation import slots
from terreau.territories import formats, queries
from terreau.territories.queries import sources as provenance

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from terreau.territories.models import Territory

    View = Callable[..., HttpResponse]

_A_PAGE = 100


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Find a territory by its name, its postal code or its code; the régions to wander from."""
    words = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:120]
    context = {
        "words": words,
        "hits": queries.search_territories(words, 20) if words else [],
        "regions": [] if words else queries.regions(),
        "home": queries.home(),
    }
    return render(request, "territories/find.html", context)


def _of_today(view: Callable[[HttpRequest, Territory], HttpResponse]) -> View:
    """The view is given the territory; a former code or another writing leads to its address of today."""

    @wraps(view)
    def answered(request: HttpRequest, ref: str) -> HttpResponse:
        one = queries.territory(ref)
        if one.ref != ref:
            return HttpResponsePermanentRedirect(reverse(f"territories:{view.__name__}", args=(one.ref,)))
        return view(request, one)

    return require_safe(answered)


@_of_today
def territory(request: HttpRequest, one: Territory) -> HttpResponse:
    """One territory, in the format asked for."""
    kinds = {"text/html": "", **{made.media_type: suffix for suffix, made in formats.FORMATS.items()}}
    suffix = kinds[request.get_preferred_type(list(kinds)) or "text/html"]
    response = _file(one, suffix) if suffix else _page(request, one)
    patch_vary_headers(response, ["Accept"])
    return response


def _page(request: HttpRequest, one: Territory) -> HttpResponse:
    portrait = queries.portrait_of(one)
    context: dict[str, Any] = {
        "one": one,
        "portrait": portrait,
        "lead": queries.lead_of(one, portrait),
        "density": queries.density_of(one, portrait),
        "described": formats.for_page(formats.json_ld(one, portrait.wholes)),
        "panels": slots.territory_panels.ask(request, one.ref),
    }
    return render(request, "territories/territory.html", context)


@_of_today
def communes(request: HttpRequest, one: Territory) -> HttpResponse:
    """Every commune of a territory, a hundred a page."""
    page = Paginator(queries.communes_of(one), _A_PAGE).get_page(request.GET.get("page"))
    return render(request, "territories/communes.html", {"territory": one, "page": page})


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Where the base comes from, what years it speaks of, what could not be joined."""
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
        "what": what if page else "",
        "page": page,
        "tolerance": queries.TOLERANCE_METRES,
    }
    return render(request, "territories/sources.html", context)


@require_safe
def in_format(request: HttpRequest, ref: str, suffix: str) -> HttpResponse:  # noqa: ARG001 - a view
    """One territory in the format its address ends with."""
    one = queries.territory(ref)
    if one.ref != ref:
        return HttpResponsePermanentRedirect(reverse("territories:format", args=(one.ref, suffix)))
    return _file(one, suffix)


def _file(one: Territory, suffix: str) -> HttpResponse:
    made = formats.FORMATS[suffix]
    response = HttpResponse(made.write(one), content_type=made.media_type + made.parameters)
    response["Content-Disposition"] = f'inline; filename="territoire-{one.ref}.{suffix}"'
    return response
