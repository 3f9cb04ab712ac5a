"""The list of badges, and the page of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from terreau.foundation.conditional import unless_unchanged
from terreau.foundation.limits import limited_search
from terreau.foundation.slots import panel_stamps, thing_panels
from terreau.needs.forms.filters import whole
from terreau.recognition.drawing import drawn
from terreau.recognition.licensing import DEFAULT, licence_of
from terreau.recognition.pictures import smaller
from terreau.recognition.queries import documents, listing, page
from terreau.territories.queries import territory as territory_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from terreau.recognition.models import Achievement, Version

#: An SVG is a document that could run scripts: this one never does, whatever is in it.
SAFE_SVG = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
YEAR = 31_536_000


def wants_data(request: HttpRequest) -> bool:
    """Whether a machine asks: JSON is preferred to a page."""
    accepted = request.headers.get("Accept", "")
    return "json" in accepted and "text/html" not in accepted


def data(document: dict[str, object], kind: str = "application/ld+json") -> JsonResponse:
    """A document for machines, readable from any other site."""
    answer = JsonResponse(document, json_dumps_params={"ensure_ascii": False}, content_type=kind)
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Vary"] = "Accept"
    return answer


@require_safe
@limited_search("mots")
@unless_unchanged(lambda _request: list(panel_stamps.ask()))  # what moderation hides counts too
def badge_list(request: HttpRequest) -> HttpResponse:
    """Badges given here, found by their words, and what was recognised lately."""
    words = " ".join(request.GET.get("mots", "").replace("\x00", " ").split())[:200]
    place = territory_of(ref) if (ref := request.GET.get("territoire", "")[:20]) else None
    found, corrected, _loose = listing.page_of(words, place, whole(request.GET.get("page", "")))
    context = {
        "page": found,
        "badges": list(found.object_list),
        "asked": words,
        "corrected": corrected,
        "place": place,
        "lately": [] if words else listing.shown_lately(6, place),
    }
    return render(request, "recognition/list.html", context)


@require_safe
def badge(request: HttpRequest, pk: int) -> HttpResponse:
    """One badge as it is given now."""
    found = page.badge(pk)
    version = found.versions.select_related("picture").get(number=found.version)
    version.achievement = found
    if wants_data(request):
        return data(documents.definition(version))
    return _page(request, found, version)


@require_safe
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One badge as it was when it was given."""
    found = page.version(pk, number)
    if wants_data(request):
        return data(documents.definition(found))
    return _page(request, found.achievement, found)


def _page(request: HttpRequest, found: Achievement, shown: Version) -> HttpResponse:
    signs = request.user.is_authenticated and rules.has_perm("recognition.award_badge", request.user, found)
    current = shown.number == found.version
    context = {
        "badge": found,
        "version": shown,
        "content": shown.content,
        "licence": licence_of(shown.content.get("licence") or DEFAULT),
        "drawn": bool(shown.drawing),
        "current": current,
        "signs": signs,
        "versions": list(listing.versions_of(found)) if found.version > 1 else [],
        "near": [
            one.obj for one in listing.near(f"{found.name}\n{found.description}", 4) if one.obj.pk != found.pk
        ][:3]
        if current
        else [],
        "panels": list(thing_panels.ask(request, found)) if current else [],
    }
    answer = render(request, "recognition/badge.html", context)
    answer["Vary"] = "Accept, Accept-Language, Cookie"
    return answer


@require_safe
def version_data(_request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The definition, for machines."""
    return data(documents.definition(page.version(pk, number)))


@require_safe
def version_twin(_request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The badge in Open Badges 2.0."""
    return data(documents.badge_class(page.version(pk, number)))


@require_safe
def image(_request: HttpRequest, pk: int, number: int, ending: str) -> HttpResponse:
    """The picture of a version; PNG for all, SVG when there is one."""
    if ending not in {"png", "svg"}:
        raise Http404
    picture = page.version(pk, number).picture
    if ending == "svg" and not picture.svg:
        return redirect("recognition:image", pk, number, "png")
    return kept_picture(picture.svg if ending == "svg" else bytes(picture.png), ending)


@require_safe
def small_image(_request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The picture of a version for a list, where it was sent and is not a drawing."""
    return kept_picture(smaller(bytes(page.version(pk, number).picture.png)), "png")


@require_safe
def drawing(request: HttpRequest) -> HttpResponse:
    """What a choice of shape, colour and sign looks like."""
    asked = {part: request.GET.get(part, "")[:20] for part in ("shape", "colour", "sign")}
    return kept_picture(drawn(asked), "svg")


def kept_picture(picture: str | bytes, ending: str) -> HttpResponse:
    """A picture that never changes at its address."""
    kind = "image/svg+xml" if ending == "svg" else "image/png"
    answer = HttpResponse(picture, content_type=kind)
    answer["Cache-Control"] = f"public, max-age={YEAR // 12}"
    answer["Content-Security-Policy"] = SAFE_SVG
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
