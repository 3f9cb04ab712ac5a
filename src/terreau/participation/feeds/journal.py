"""The journal as Atom (RFC 4287) and JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), with its filters.

The JSON feed carries what each hash covers: whoever keeps it can compute the chain again without us.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from terreau.foundation import feeds
from terreau.foundation.conditional import unless_unchanged
from terreau.foundation.limits import limited
from terreau.participation.canonical import NOTHING_BEFORE, facts_of
from terreau.participation.errors import UnknownJournalFilterError
from terreau.participation.forms import journal as asked
from terreau.participation.models import JournalLine
from terreau.participation.queries import journal

if TYPE_CHECKING:
    from django.http import HttpRequest

    from terreau.participation.queries.journal import Entry, Filters

IN_A_FEED = 50


def _filters(request: HttpRequest) -> Filters:
    found = asked.read(request.GET)
    if found.problems:
        raise UnknownJournalFilterError(why=" ".join(found.problems))
    return found.filters


@require_safe
@limited("journal-feed", "240/m", by="network")
@unless_unchanged(lambda request: journal.stamp(_filters(request)))
def atom(request: HttpRequest) -> HttpResponse:
    """The last lines as an Atom feed."""
    filters = _filters(request)
    return feeds.atom(
        request,
        title=_("Journal"),
        subtitle=_("Ce que chacun a fait ici, ligne après ligne."),
        page=reverse("participation:journal"),
        query=urlencode(filters.as_query()),
        entries=map(_item, journal.page_of(filters, IN_A_FEED).entries),
    )


@require_safe
@limited("journal-feed", "240/m", by="network")
@unless_unchanged(lambda request: journal.stamp(_filters(request)))
def json_feed(request: HttpRequest) -> HttpResponse:
    """The last lines as a JSON feed, with what their hashes cover."""
    filters = _filters(request)
    page = journal.page_of(filters, IN_A_FEED)
    home, address = _addresses(request, filters)
    before = _hashes_before(page.entries)
    body: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _("Journal"),
        "home_page_url": home,
        "feed_url": address,
        "language": "fr",
        "items": [_json_item(entry, before.get(entry.number - 1, NOTHING_BEFORE)) for entry in page.entries],
    }
    if page.following:
        body["next_url"] = f"{settings.ADDRESS}{request.path}?" + urlencode(
            {**filters.as_query(), "avant": page.following}
        )
    return JsonResponse(body, content_type="application/feed+json", json_dumps_params={"ensure_ascii": False})


def _addresses(request: HttpRequest, filters: Filters) -> tuple[str, str]:
    query = urlencode(filters.as_query())
    tail = f"?{query}" if query else ""
    return (
        f"{settings.ADDRESS}{reverse('participation:journal')}{tail}",
        f"{settings.ADDRESS}{request.path}{tail}",
    )


def _hashes_before(entries: Any) -> dict[int, bytes]:
    numbers = [entry.number - 1 for entry in entries]
    found = JournalLine.objects.filter(number__in=numbers).values_list("number", "hash")
    return {number: bytes(kept) for number, kept in found}


def _place_of(entry: Entry) -> str:
    return f"{reverse('participation:journal')}#ligne-{entry.number}"


def _line_url(entry: Entry) -> str:
    return settings.ADDRESS + _place_of(entry)


def _sentence(entry: Entry) -> str:
    return _("%(who)s %(did)s « %(title)s »") % {"who": entry.who, "did": entry.did, "title": entry.title}


def _item(entry: Entry) -> feeds.Entry:
    line = _place_of(entry)
    return feeds.Entry(
        title=_sentence(entry),
        url=entry.url or line,
        uid=line,
        html=format_html("<p>{}</p>", entry.reason) if entry.reason else "",
        by=entry.who,
        at=entry.at,
        categories=[name for _ref, name in entry.places],
    )


def _json_item(entry: Entry, previous: bytes) -> dict[str, object]:
    return {
        "id": _line_url(entry),
        "url": settings.ADDRESS + entry.url if entry.url else _line_url(entry),
        "title": _sentence(entry),
        "content_text": entry.reason,
        "date_published": entry.at.isoformat(),
        "authors": [{"name": entry.who}],
        "tags": [name for _ref, name in entry.places],
        "_terreau": {"hash": bytes(entry.line.hash).hex(), "covers": facts_of(entry.line, previous)},
    }
