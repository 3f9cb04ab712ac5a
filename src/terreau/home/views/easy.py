"""Pages that are easy to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from terreau.home import easy

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_GET
def easy_index(request: HttpRequest) -> HttpResponse:
    return render(request, "home/easy/index.html", {"pages": easy.PAGES, "review": easy.review()})


@require_GET
def easy_page(request: HttpRequest, slug: str) -> HttpResponse:
    shown = next((page for page in easy.PAGES if page.slug == slug), None)
    if shown is None:
        raise Http404
    context = {"page": shown, "others": [one for one in easy.PAGES if one is not shown]}
    return render(request, "home/easy/page.html", {**context, "review": easy.review()})
