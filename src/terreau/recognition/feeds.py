"""Badges as an Atom feed: those defined here, and those people took and let everyone see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from terreau.foundation.conditional import unless_unchanged
from terreau.foundation.limits import limited
from terreau.foundation.markdown import render
from terreau.foundation.slots import panel_stamps
from terreau.recognition.queries import listing
from terreau.territories.queries import territory

if TYPE_CHECKING:
    from django.http import HttpRequest

    from terreau.recognition.models import Achievement, Award

IN_A_FEED = 30


@require_safe
@limited("badges-feed", "240/m", by="network")
@unless_unchanged(lambda _request: list(panel_stamps.ask()))  # what moderation hides counts too
def atom(request: HttpRequest) -> HttpResponse:
    """The badges defined or changed last, and those publicly given last, the latest first."""
    place = territory(ref) if (ref := request.GET.get("territoire", "")[:20]) else None
    query = f"?territoire={place.ref}" if place else ""
    page = settings.ADDRESS + reverse("recognition:list") + query
    feed = Atom1Feed(
        title=_("Badges"),
        subtitle=_("Ce qui se reconnaît ici : badges définis, et badges que des personnes montrent."),
        link=page,
        description="",
        feed_url=settings.ADDRESS + request.path + query,
        language="fr",
        feed_guid=page,
    )
    entries = [_defined(badge) for badge in listing.latest(IN_A_FEED, place)]
    entries += [_given(award) for award in listing.shown_lately(IN_A_FEED, place)]
    for entry in sorted(entries, key=lambda one: one["updateddate"], reverse=True)[:IN_A_FEED]:
        feed.add_item(**entry)
    answer = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    feed.write(answer, "utf-8")
    return answer


def _defined(badge: Achievement) -> dict[str, Any]:
    url = settings.ADDRESS + badge.get_absolute_url()
    return {
        "title": _("Badge : {name}").format(name=badge.name),
        "link": url,
        "description": render(f"{badge.description}\n\n{badge.criteria}"),
        "unique_id": url,
        "author_name": badge.issuer.said_name,
        "pubdate": badge.defined_at,
        "updateddate": badge.changed_at,
        "categories": [*badge.tags, *([badge.territory.name] if badge.territory else [])],
        "item_copyright": badge.licence,
    }


def _given(award: Award) -> dict[str, Any]:
    """A badge that somebody shows to everyone; their name only if they show it too."""
    url, answered = settings.ADDRESS + award.get_absolute_url(), award.answered_at or award.given_at
    who = award.public_name or _("une personne")
    return {
        "title": _("{name}, donné à {who}").format(name=award.version.name, who=who),
        "link": url,
        "description": render(award.version.content["description"]),
        "unique_id": url,
        "author_name": award.issuer.said_name,
        "pubdate": award.given_at,
        "updateddate": answered,
        "categories": award.version.content.get("tags", []),
    }
