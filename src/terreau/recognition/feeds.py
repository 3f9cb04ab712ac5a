"""Badges as an Atom feed: those defined here, and those people took and let everyone see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from terreau.foundation import feeds
from terreau.foundation.conditional import unless_unchanged
from terreau.foundation.limits import limited
from terreau.foundation.markdown import render
from terreau.foundation.slots import panel_stamps
from terreau.recognition.queries import listing
from terreau.territories.queries import territory

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from terreau.recognition.models import Achievement, Award

IN_A_FEED = 30


@require_safe
@limited("badges-feed", "240/m", by="network")
@unless_unchanged(lambda _request: list(panel_stamps.ask()))  # what moderation hides counts too
def atom(request: HttpRequest) -> HttpResponse:
    """The badges defined or changed last, and those publicly given last, the latest first."""
    place = territory(ref) if (ref := request.GET.get("territoire", "")[:20]) else None
    entries = [_defined(badge) for badge in listing.latest(IN_A_FEED, place)]
    entries += [_given(award) for award in listing.shown_lately(IN_A_FEED, place)]
    entries.sort(key=lambda one: one.changed_at or one.at, reverse=True)
    return feeds.atom(
        request,
        title=_("Badges"),
        subtitle=_("Ce qui se reconnaît ici : badges définis, et badges que des personnes montrent."),
        page=reverse("recognition:list"),
        query=f"territoire={place.ref}" if place else "",
        entries=entries[:IN_A_FEED],
    )


def _defined(badge: Achievement) -> feeds.Entry:
    return feeds.Entry(
        title=_("Badge : {name}").format(name=badge.name),
        url=badge.get_absolute_url(),
        html=render(f"{badge.description}\n\n{badge.criteria}"),
        by=badge.issuer.said_name,
        at=badge.defined_at,
        changed_at=badge.changed_at,
        categories=[*badge.tags, *([badge.territory.name] if badge.territory else [])],
        licence=badge.licence,
    )


def _given(award: Award) -> feeds.Entry:
    """A badge that somebody shows to everyone; their name only if they show it too."""
    who = award.public_name or _("une personne")
    return feeds.Entry(
        title=_("{name}, donné à {who}").format(name=award.version.name, who=who),
        url=award.get_absolute_url(),
        html=render(award.version.content["description"]),
        by=award.issuer.said_name,
        at=award.given_at,
        changed_at=award.answered_at,
        categories=award.version.content.get("tags", []),
    )
