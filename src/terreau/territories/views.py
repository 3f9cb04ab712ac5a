"""Pages and files of territories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from terreau.foundation import slots
from terreau.territories import formats, queries
from terreau.territories.models import Kind, Territory
from terreau.territories.queries import parts
from terreau.territories.queries.portrait import portrait_of

if TYPE_CHECKING:
    from django.http import HttpRequest

_A_PAGE = 100
_FORMATS = {
    "text/html": "",
    "application/ld+json": "jsonld",
    "application/geo+json": "geojson",
    "text/csv": "csv",
}


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Find a territory by its name, its postal code or its code; the régions to wander from."""
    words = request.GET.get("q", "").strip()[:120]
    hits = queries.search_territories(words, 20) if words else []
    regions = Territory.objects.filter(kind=Kind.REGION).order_by("name") if not words else []
    context = {"words": words, "hits": hits, "regions": regions, "home": queries.home()}
    return render(request, "territories/find.html", context)


@require_safe
def territory(request: HttpRequest, ref: str) -> HttpResponse:
    """One territory, in the format asked for; a former code leads to the address of today."""
    one = queries.territory(ref)
    if one.ref != ref:
        return HttpResponsePermanentRedirect(one.get_absolute_url())
    wanted = request.get_preferred_type(list(_FORMATS)) or "text/html"
    if wanted == "text/html":
        panels = slots.territory_panels.ask(request, one.ref)
        response = render(
            request, "territories/territory.html", {"portrait": portrait_of(one), "panels": panels}
        )
    else:
        response = {"jsonld": json_ld, "geojson": geo_json, "csv": table}[_FORMATS[wanted]](request, ref)
    patch_vary_headers(response, ["Accept"])
    return response


@require_safe
def communes(request: HttpRequest, ref: str) -> HttpResponse:
    """Every commune of a territory, a hundred a page."""
    one = queries.territory(ref)
    page = Paginator(parts.communes_of(one), _A_PAGE).get_page(request.GET.get("page"))
    return render(request, "territories/communes.html", {"territory": one, "page": page})


@require_safe
def json_ld(request: HttpRequest, ref: str) -> HttpResponse:  # noqa: ARG001 - a view
    one = queries.territory(ref)
    described = formats.json_ld(one, queries.wholes_of(one))
    return JsonResponse(
        described, content_type="application/ld+json", json_dumps_params={"ensure_ascii": False}
    )


@require_safe
def geo_json(request: HttpRequest, ref: str) -> HttpResponse:  # noqa: ARG001 - a view
    one = queries.territory(ref)
    collection = formats.geo_json(one, queries.members_of(one))
    return JsonResponse(
        collection, content_type="application/geo+json", json_dumps_params={"ensure_ascii": False}
    )


@require_safe
def table(request: HttpRequest, ref: str) -> HttpResponse:  # noqa: ARG001 - a view
    one = queries.territory(ref)
    response = HttpResponse(
        formats.table(one, queries.members_of(one)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="territoire-{one.ref}.csv"'
    return response
