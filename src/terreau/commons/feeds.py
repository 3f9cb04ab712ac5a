"""Commons as an Atom feed and as a table, with the filters of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from terreau.commons.errors import UnknownCommonsFilterError
from terreau.commons.forms import filters as asked_filters
from terreau.commons.models import Maturity
from terreau.commons.queries import listing
from terreau.commons.queries.page import voice_of
from terreau.foundation import feeds
from terreau.foundation.conditional import unless_unchanged
from terreau.foundation.limits import limited, limited_search
from terreau.foundation.markdown import render
from terreau.foundation.spreadsheets import as_csv

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from terreau.commons.models import Commons

IN_A_FEED = 30
IN_A_TABLE = 10_000


@require_safe
@limited("commons-feed", "240/m", by="network")
@limited_search("mots")
@unless_unchanged(lambda request: listing.feed_stamp(_filters(request), IN_A_FEED))
def atom(request: HttpRequest) -> HttpResponse:
    """The commons that changed last."""
    filters = _filters(request)
    return feeds.atom(
        request,
        title=_("Communs"),
        subtitle=_("Ce que l’on met en commun ici, et où cela en est."),
        page=reverse("commons:list"),
        query=urlencode(filters.as_query()),
        entries=map(_entry, listing.latest(filters, IN_A_FEED)),
    )


@require_safe
@limited("commons-table", "12/m", by="network")
@limited_search("mots")
def table(request: HttpRequest) -> HttpResponse:
    """The whole list as CSV, ten thousand lines at most."""
    return as_csv("communs.csv", _COLUMNS, map(_row, listing.latest(_filters(request), IN_A_TABLE)))


_COLUMNS = (
    "numero", "adresse", "titre", "resume", "sortes", "avancement", "territoires", "codes", "licence_dite",
    "licence_spdx", "licence_ouverte", "ouvert_par", "ouvert_le", "modifie_le", "exemple",
)  # fmt: skip


def _row(commons: Commons) -> list[object]:
    said = {True: _("oui"), False: _("non"), None: ""}
    return [
        commons.pk,
        settings.ADDRESS + commons.get_absolute_url(),
        commons.title,
        commons.tagline,
        commons.kind_names,
        Maturity(commons.maturity).label,
        commons.place_names,
        " ".join(place["ref"] for place in commons.places),
        commons.licence_said,
        commons.licence_spdx,
        said[commons.licence_open],
        voice_of(commons),
        commons.opened_at.date().isoformat(),
        commons.changed_at.date().isoformat(),
        said[commons.is_example],
    ]


def _entry(commons: Commons) -> feeds.Entry:
    mark = _("Exemple : ") if commons.is_example else ""
    return feeds.Entry(
        title=mark + commons.title,
        url=commons.get_absolute_url(),
        html=render(f"{commons.tagline}\n\n{commons.story}"),
        by=voice_of(commons) or _("Exemple"),
        at=commons.opened_at,
        changed_at=commons.changed_at,
        categories=[*commons.kind_names.split(", "), *(place["name"] for place in commons.places)],
    )


def _filters(request: HttpRequest) -> listing.Filters:
    asked = asked_filters.read(request.GET)
    if asked.problems:
        raise UnknownCommonsFilterError(why=" ".join(asked.problems))
    return asked.filters
