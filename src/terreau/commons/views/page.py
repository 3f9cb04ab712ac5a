"""The page of one commons, and its sheet to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from terreau.commons.models import Kind, Maturity, Side, slug_of
from terreau.commons.queries import page
from terreau.commons.queries.formats import formats_of
from terreau.commons.queries.linked_data import as_linked_data
from terreau.commons.queries.listing import licence_in_short
from terreau.foundation.slots import thing_panels
from terreau.needs.models import Theme
from terreau.needs.queries.linked_data import as_script
from terreau.needs.queries.sheet import qr_code, ruled

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from terreau.commons.models import Commons


@require_safe
def commons_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What is put in common, by whom, under which licence, what it needs next."""
    commons = page.commons(pk)
    community, needs = page.community_of(commons), page.needs_of(commons)
    context = {
        **_told(commons),
        "community": community,
        "needs": needs,
        "linked_data": as_script(as_linked_data(commons, community, needs)),
        "formats": formats_of(commons),
        "rights": _rights(request, commons),
        "opened": "ouvert" in request.GET,
        "panels": list(thing_panels.ask(request, commons)),
    }
    return render(request, "commons/commons.html", context)


@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The commons on one A4 page in large type, with a code that leads back here."""
    commons = page.commons(pk)
    url = settings.ADDRESS + commons.get_absolute_url()
    context = {**_told(commons), "community": page.community_of(commons), "url": url, "qr": qr_code(url)}
    return render(request, "commons/sheet.html", context)


@require_safe
def blank_sheet(request: HttpRequest) -> HttpResponse:
    """A sheet that a group fills by hand, to key in later."""
    context = {
        "kinds": [kind.label for kind in Kind],
        **{name: ruled(lines) for name, lines in (("one", 1), ("two", 2), ("five", 5))},
        "url": settings.ADDRESS + reverse("commons:key-in"),
    }
    return render(request, "commons/blank_sheet.html", context)


def _told(commons: Commons) -> dict[str, object]:
    wishes = page.wishes_of(commons)
    return {
        "commons": commons,
        "theme": Theme(commons.theme).label,
        "maturity": Maturity(commons.maturity).label,
        "kinds": [{"slug": slug_of(Kind(kind)), "label": Kind(kind).label} for kind in commons.kinds],
        "licence_word": licence_in_short(commons),
        "voice": page.voice_of(commons),
        "licence": page.licence_of(commons),
        "links": page.links_of(commons),
        "sought": wishes[Side.SOUGHT],
        "offered": wishes[Side.OFFERED],
    }


def _rights(request: HttpRequest, commons: Commons) -> dict[str, bool]:
    """What this person may do here; a visitor without an account costs no query."""
    if not request.user.is_authenticated:
        return {"edit": False}
    return {"edit": request.user.has_perm("commons.change_commons", commons)}
