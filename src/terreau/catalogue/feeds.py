"""Data sets as an Atom feed, with the filters of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from terreau.catalogue.errors import UnknownFilterError
from terreau.catalogue.forms import filters as asked_filters
from terreau.catalogue.queries import listing
from terreau.foundation import feeds
from terreau.foundation.conditional import unless_unchanged
from terreau.foundation.limits import limited, limited_search
from terreau.foundation.markdown import render
from terreau.needs.models import Theme

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

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
    return feeds.atom(
        request,
        title=_("Données"),
        subtitle=_("Ce que l’on sait d’ici, en chiffres et en tableaux."),
        page=reverse("catalogue:list"),
        query=urlencode(asked.filters.as_query()),
        entries=map(_entry, listing.latest(asked.filters, IN_A_FEED)),
    )


def _entry(dataset: Dataset) -> feeds.Entry:
    mark = _("Exemple : ") if dataset.is_example else ""
    return feeds.Entry(
        title=mark + dataset.title,
        url=dataset.get_absolute_url(),
        html=render(dataset.description),
        by=listing.who_publishes(dataset) or _("une personne"),
        at=dataset.published_at or dataset.changed_at,
        changed_at=dataset.changed_at,
        categories=[str(Theme(dataset.theme).label), *(place["name"] for place in dataset.places)],
    )
