"""Data sets as an Atom feed, with the filters of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from terreau.catalogue.errors import UnknownFilterError
from terreau.catalogue.forms import filters as asked_filters
from terreau.catalogue.queries import listing
from terreau.foundation.conditional import unless_unchanged
from terreau.foundation.limits import limited, limited_search
from terreau.foundation.markdown import render
from terreau.needs.models import Theme

if TYPE_CHECKING:
    from django.http import HttpRequest

    from terreau.catalogue.models import Dataset

IN_A_FEED = 30


@require_safe
@limited("data-feed", "240/m", by="network")
@limited_search("mots")
@unless_unchanged(lambda _request: [listing.last_touch()])
def atom(request: HttpRequest) -> HttpResponse:
    """The data sets that changed last, whole."""
    asked = asked_filters.read(request.GET)
    if asked.problems:
        raise UnknownFilterError(why=" ".join(asked.problems))
    query = urlencode(asked.filters.as_query())
    page = settings.ADDRESS + reverse("catalogue:list") + (f"?{query}" if query else "")
    feed = Atom1Feed(
        title=_("Données"),
        subtitle=_("Ce que l’on sait d’ici, en chiffres et en tableaux."),
        link=page,
        description="",
        feed_url=settings.ADDRESS + request.path + (f"?{query}" if query else ""),
        language="fr",
        feed_guid=page,
    )
    for dataset in listing.latest(asked.filters, IN_A_FEED):
        feed.add_item(**_entry(dataset))
    answer = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    feed.write(answer, "utf-8")
    return answer


def _entry(dataset: Dataset) -> dict[str, Any]:
    url = settings.ADDRESS + dataset.get_absolute_url()
    mark = _("Exemple : ") if dataset.is_example else ""
    return {
        "title": mark + dataset.title,
        "link": url,
        "description": render(dataset.description),
        "unique_id": url,
        "author_name": listing.who_publishes(dataset) or _("une personne"),
        "pubdate": dataset.published_at,
        "updateddate": dataset.changed_at,
        "categories": [str(Theme(dataset.theme).label), *(place["name"] for place in dataset.places)],
    }
