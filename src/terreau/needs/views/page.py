"""The page of one need, and its sheet to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules
from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from terreau.foundation.slots import thing_panels
from terreau.needs.models import State, Status, Theme, slug_of
from terreau.needs.queries import page
from terreau.needs.queries.linked_data import as_linked_data, as_script
from terreau.needs.queries.sheet import boxes, qr_code, ruled
from terreau.needs.rules import possible_states

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from terreau.needs.models import MergeProposal, Need


@require_safe
def need_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What is missing, who says so, where it stands and the road it took."""
    need = page.need(pk)
    proposals = page.proposals_about(need)
    context = {
        **_told(need),
        "linked_data": as_script(as_linked_data(need)),
        "road": page.road_of(need, proposals),
        "paper_counts": page.paper_counts(need),
        "proposals": [proposal for proposal in proposals if proposal.status == Status.OPEN],
        "published": "publie" in request.GET,
        "rights": _rights(request, need, proposals),
        "supported": page.supports_it(request.user, need),
        "own": page.is_ones_own(request.user, need),
        "panels": list(thing_panels.ask(request, need)),
    }
    return render(request, "needs/need.html", context)


@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The need on one A4 page in large type, with a code that leads back here and boxes to tick."""
    need = page.need(pk)
    url = settings.ADDRESS + need.get_absolute_url()
    context = {**_told(need), "url": url, "qr": qr_code(url), "boxes": boxes(rows=2)}
    return render(request, "needs/sheet.html", context)


@require_safe
def blank_sheet(request: HttpRequest) -> HttpResponse:
    """A sheet to fill by hand and to key in later."""
    context = {
        "themes": [theme.label for theme in Theme],
        **{name: ruled(lines) for name, lines in (("one", 1), ("two", 2), ("five", 5))},
        "url": settings.ADDRESS + reverse("needs:key-in"),
    }
    return render(request, "needs/blank_sheet.html", context)


def _told(need: Need) -> dict[str, object]:
    return {
        "need": need,
        "theme": Theme(need.theme).label,
        "theme_slug": slug_of(Theme(need.theme)),
        "state": State(need.state).label,
        "voice": page.voice_of(need),
        "joined": page.joined(need),
        "open_to_support": need.merged_into is None and need.state not in (State.MET, State.CLOSED),
    }


def _rights(request: HttpRequest, need: Need, proposals: list[MergeProposal]) -> dict[str, object]:
    """What this person may do here; a visitor without an account costs no query."""
    if not request.user.is_authenticated:
        return {"edit": False, "states": (), "paper": False, "decide": [], "announce": []}
    open_proposals = [one for one in proposals if one.status == Status.OPEN and one.source_id == need.pk]
    return {
        "edit": rules.has_perm("needs.change_need", request.user, need),
        "states": possible_states(request.user, need),
        "paper": rules.has_perm("needs.count_on_paper", request.user),
        "decide": [
            one.pk for one in open_proposals if rules.has_perm("needs.decide_merge", request.user, one)
        ],
        "announce": [
            one.pk
            for one in open_proposals
            if one.announced_at is None and rules.has_perm("needs.announce_merge", request.user, one)
        ],
    }
