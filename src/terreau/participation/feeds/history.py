"""The changes of one thing as an Atom feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from terreau.foundation import feeds
from terreau.foundation.conditional import unless_unchanged
from terreau.foundation.limits import limited
from terreau.participation.editables import editable_named
from terreau.participation.queries import history
from terreau.people.queries import hidden_organisations

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def _stamp(_request: HttpRequest, slug: str, key: str) -> tuple[object, ...]:
    editable = editable_named(slug)
    thing = editable.find(key)
    return (editable.title(thing), history.last_number(thing), *sorted(hidden_organisations()))


@require_safe
@limited("history-feed", "240/m", by="network")
@unless_unchanged(_stamp)
def atom(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The last versions: who, why, which fields."""
    editable = editable_named(slug)
    thing = editable.find(key)
    return feeds.atom(
        request,
        title=_("Historique : %(title)s") % {"title": editable.title(thing)},
        page=reverse("participation:history", args=(slug, key)),
        entries=[_entry(one, slug, key) for one in history.versions_of(editable, thing).versions],
    )


def _entry(one: history.Version, slug: str, key: str) -> feeds.Entry:
    changed = ", ".join(map(str, one.changed)) or _("première version")
    return feeds.Entry(
        title=f"{one.who} · {changed}",
        url=reverse("participation:version", args=(slug, key, one.number)),
        html=format_html("<p>{}</p>", one.reason) if one.reason else "",
        by=one.who,
        at=one.at,
    )
