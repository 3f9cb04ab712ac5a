"""Needs as an Atom feed and as a table, with the filters of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from terreau.foundation import feeds
from terreau.foundation.conditional import unless_unchanged
from terreau.foundation.limits import limited, limited_search
from terreau.foundation.markdown import render
from terreau.foundation.spreadsheets import as_csv
from terreau.needs.errors import UnknownFilterError
from terreau.needs.forms import filters as asked_filters
from terreau.needs.models import State, Theme
from terreau.needs.queries import listing
from terreau.needs.queries.page import voice_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from terreau.needs.models import Need

IN_A_FEED = 30
IN_A_TABLE = 10_000


@require_safe
@limited("needs-feed", "240/m", by="network")
@limited_search("mots")
@unless_unchanged(lambda request: listing.feed_stamp(_filters(request), IN_A_FEED))
def atom(request: HttpRequest) -> HttpResponse:
    """The needs that changed last, whole."""
    filters = _filters(request)
    return feeds.atom(
        request,
        title=_("Besoins"),
        subtitle=_("Ce qui manque ici, et où l’on en est."),
        page=reverse("needs:list"),
        query=urlencode(filters.as_query()),
        entries=map(_entry, listing.latest(filters, IN_A_FEED)),
    )


@require_safe
@limited("needs-table", "12/m", by="network")
@limited_search("mots")
def table(request: HttpRequest) -> HttpResponse:
    """The whole list as CSV, ten thousand lines at most."""
    return as_csv("besoins.csv", _COLUMNS, map(_row, listing.latest(_filters(request), IN_A_TABLE)))


_COLUMNS = (
    "numero", "adresse", "titre", "situation", "theme", "territoires", "codes", "etat", "soutiens_compte",
    "soutiens_papier", "exprime_par", "exprime_le", "modifie_le", "exemple",
)  # fmt: skip


def _row(need: Need) -> list[object]:
    return [
        need.pk,
        settings.ADDRESS + need.get_absolute_url(),
        need.title,
        need.situation,
        Theme(need.theme).label,
        need.place_names,
        " ".join(place["ref"] for place in need.places),
        State(need.state).label,
        need.account_supports,
        need.paper_supports,
        voice_of(need),
        need.raised_at.date().isoformat(),
        need.changed_at.date().isoformat(),
        _("oui") if need.is_example else _("non"),
    ]


def _entry(need: Need) -> feeds.Entry:
    categories: Iterable[str] = [str(Theme(need.theme).label), str(State(need.state).label)]
    mark = _("Exemple : ") if need.is_example else ""
    return feeds.Entry(
        title=mark + need.title,
        url=need.get_absolute_url(),
        html=render(need.situation),
        by=voice_of(need) or _("Exemple"),
        at=need.raised_at,
        changed_at=need.changed_at,
        categories=[*categories, *(place["name"] for place in need.places)],
    )


def _filters(request: HttpRequest) -> listing.Filters:
    asked = asked_filters.read(request.GET)
    if asked.problems:
        raise UnknownFilterError(why=" ".join(asked.problems))
    return asked.filters
