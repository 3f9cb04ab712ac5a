"""The catalogue for programs: DCAT-AP 3, page by page, in the form they ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from terreau.catalogue.dcat import FORMS, write
from terreau.catalogue.errors import UnknownDatasetError
from terreau.catalogue.queries import dcat, page
from terreau.foundation.conditional import unless_unchanged
from terreau.foundation.errors import NotFoundError
from terreau.foundation.limits import limited
from terreau.needs.forms.filters import whole

if TYPE_CHECKING:
    from django.http import HttpRequest


def stamp(_request: HttpRequest, *_said: object, **_more: object) -> list[object]:
    """What an ETag of the catalogue is made of."""
    return dcat.stamp()


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """The catalogue's own address leads to the form asked for: a page for people, RDF for programs."""
    asked = request.get_preferred_type(["text/html", *(form.media_type for form in FORMS.values())])
    ending = next((form.ending for form in FORMS.values() if form.media_type == asked), "")
    answer = redirect("catalogue:dcat-page", ending) if ending else redirect("catalogue:list")
    answer.status_code = 303
    patch_vary_headers(answer, ("Accept",))
    return answer


@require_safe
@limited("dcat", "120/m", by="network")
@unless_unchanged(stamp)
def catalogue_page(request: HttpRequest, ending: str) -> HttpResponse:
    """One page of a hundred data sets; past the last page there is nothing."""
    _refuse_unknown(ending)
    asked = dcat.page_of(whole(request.GET.get("page", "1")), ending)
    if asked is None:
        raise NotFoundError
    return _answer(write(asked.catalogue, asked.datasets, ending, asked.paging), ending)


@require_safe
@limited("dcat", "120/m", by="network")
@unless_unchanged(stamp)
def dataset(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """One data set."""
    _refuse_unknown(ending)
    found = dcat.whole(page.dataset_for(request.user, pk))
    if found is None:
        raise UnknownDatasetError(number=pk)
    return _answer(dcat.one(found, ending), ending)


def _refuse_unknown(ending: str) -> None:
    if ending not in FORMS:
        raise NotFoundError


def _answer(content: bytes, ending: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=f"{FORMS[ending].media_type}; charset=utf-8")
    # Read by programs of other sites, from a browser too: nothing here depends on who asks.
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
