"""Needs as an Atom feed and as a table, with the filters of the list."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from terreau.foundation.conditional import unless_unchanged
from terreau.foundation.limits import limited, limited_search
from terreau.foundation.markdown import render
from terreau.needs.errors import UnknownFilterError
from terreau.needs.forms import filters as asked_filters
from terreau.needs.models import State, Theme
from terreau.needs.queries import listing
from terreau.needs.queries.page import voice_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

    from terreau.needs.models import Need

IN_A_FEED = 30
IN_A_TABLE = 10_000
#: A spreadsheet takes a cell that begins so for a formula (https://owasp.org/www-community/attacks/CSV_Injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@require_safe
@limited("needs-feed", "240/m", by="network")
@limited_search("mots")
@unless_unchanged(lambda request: listing.feed_stamp(_filters(request), IN_A_FEED))
def atom(request: HttpRequest) -> HttpResponse:
    """The needs that changed last, whole."""
    filters = _filters(request)
    query = urlencode(filters.as_query())
    page = settings.ADDRESS + reverse("needs:list") + (f"?{query}" if query else "")
    feed = Atom1Feed(
        title=_("Besoins"),
        subtitle=_("Ce qui manque ici, et où l’on en est."),
        link=page,
        description="",
        feed_url=settings.ADDRESS + request.path + (f"?{query}" if query else ""),
        language="fr",
        feed_guid=page,
    )
    for need in listing.latest(filters, IN_A_FEED):
        feed.add_item(**_entry(need))
    answer = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    feed.write(answer, "utf-8")
    return answer


@require_safe
@limited("needs-table", "12/m", by="network")
@limited_search("mots")
def table(request: HttpRequest) -> HttpResponse:
    """The whole list as CSV, ten thousand lines at most."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="besoins.csv"'
    answer.write("\ufeff")
    rows = csv.writer(answer, delimiter=";")
    rows.writerow(_COLUMNS)
    rows.writerows(_row(need) for need in listing.latest(_filters(request), IN_A_TABLE))
    return answer


_COLUMNS = (
    "numero", "adresse", "titre", "situation", "theme", "territoires", "codes", "etat", "soutiens_compte",
    "soutiens_papier", "exprime_par", "exprime_le", "modifie_le", "exemple",
)  # fmt: skip


def _row(need: Need) -> list[object]:
    return [
        need.pk,
        settings.ADDRESS + need.get_absolute_url(),
        harmless(need.title),
        harmless(need.situation),
        Theme(need.theme).label,
        need.place_names,
        " ".join(place["ref"] for place in need.places),
        State(need.state).label,
        need.account_supports,
        need.paper_supports,
        harmless(voice_of(need)),
        need.raised_at.date().isoformat(),
        need.changed_at.date().isoformat(),
        _("oui") if need.is_example else _("non"),
    ]


def harmless(text: str) -> str:
    """The text, marked so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _entry(need: Need) -> dict[str, Any]:
    url = settings.ADDRESS + need.get_absolute_url()
    categories: Iterable[str] = [str(Theme(need.theme).label), str(State(need.state).label)]
    mark = _("Exemple : ") if need.is_example else ""
    return {
        "title": mark + need.title,
        "link": url,
        "description": render(need.situation),
        "unique_id": url,
        "author_name": voice_of(need) or _("Exemple"),
        "pubdate": need.raised_at,
        "updateddate": need.changed_at,
        "categories": [*categories, *(place["name"] for place in need.places)],
    }


def _filters(request: HttpRequest) -> listing.Filters:
    asked = asked_filters.read(request.GET)
    if asked.problems:
        raise UnknownFilterError(why=" ".join(asked.problems))
    return asked.filters
