"""One territory, as a page and in open formats."""

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
from terreau.foundation.conditional import unless_unchanged
from terreau.territories import formats, queries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.http import HttpRequest

    from terreau.territories.models import Territory

    View = Callable[..., HttpResponse]

_A_PAGE = 100
_KINDS = {"text/html": "", **{made.media_type: suffix for suffix, made in formats.FORMATS.items()}}


def _of_today(view: View) -> View:
    """The view is given the territory; a former code or another writing leads to its address of today."""

    @wraps(view)
    def answered(request: HttpRequest, ref: str, **more: str) -> HttpResponse:
        one = queries.territory(ref)
        if one.ref != ref:
            address = reverse(f"territories:{view.__name__}", kwargs={"ref": one.ref, **more})
            return HttpResponsePermanentRedirect(address)
        return view(request, one, **more)

    return require_safe(answered)


def _base(_request: HttpRequest, _one: Territory, **_more: str) -> Iterable[object] | None:
    return queries.edition()


def _base_and_panels(request: HttpRequest, _one: Territory) -> Iterable[object] | None:
    edition, panels = queries.edition(), slots.what_changes(slots.territory_panels)
    if edition is None or panels is None:
        return None
    return (*edition, *panels, _wanted(request))


def _wanted(request: HttpRequest) -> str:
    """The ending of the format that the visitor's program prefers, "" for a page."""
    return _KINDS[request.get_preferred_type(list(_KINDS)) or "text/html"]


@_of_today
@unless_unchanged(_base_and_panels)
def territory(request: HttpRequest, one: Territory) -> HttpResponse:
    """One territory, in the format asked for."""
    suffix = _wanted(request)
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
@unless_unchanged(_base)
def communes(request: HttpRequest, one: Territory) -> HttpResponse:
    """Every commune of a territory, a hundred a page."""
    page = Paginator(queries.places(queries.communes_of(one)), _A_PAGE).get_page(request.GET.get("page"))
    context = {"territory": one, "page": page, "communes": tuple(page)}
    return render(request, "territories/communes.html", context)


@_of_today
@unless_unchanged(_base)
def in_format(request: HttpRequest, one: Territory, suffix: str) -> HttpResponse:  # noqa: ARG001 - a view
    """One territory in the format its address ends with."""
    return _file(one, suffix)


def _file(one: Territory, suffix: str) -> HttpResponse:
    made = formats.FORMATS[suffix]
    response = HttpResponse(made.write(one), content_type=made.media_type + made.parameters)
    response["Content-Disposition"] = f'inline; filename="territoire-{one.ref}.{suffix}"'
    return response
