"""The changes of one thing as an Atom feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from terreau.foundation.conditional import unless_unchanged
from terreau.foundation.limits import limited
from terreau.participation.editables import editable_named
from terreau.participation.queries import history
from terreau.people.queries import hidden_organisations

if TYPE_CHECKING:
    from django.http import HttpRequest


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
    page = settings.ADDRESS + reverse("participation:history", args=(slug, key))
    feed = Atom1Feed(
        title=_("Historique : %(title)s") % {"title": editable.title(thing)},
        link=page,
        description="",
        feed_url=settings.ADDRESS + request.path,
        language="fr",
        feed_guid=page,
    )
    for one in history.versions_of(editable, thing).versions:
        url = settings.ADDRESS + reverse("participation:version", args=(slug, key, one.number))
        changed = ", ".join(map(str, one.changed)) or _("première version")
        feed.add_item(
            title=f"{one.who} · {changed}",
            link=url,
            description=format_html("<p>{}</p>", one.reason) if one.reason else "",
            unique_id=url,
            author_name=one.who,
            pubdate=one.at,
            updateddate=one.at,
        )
    answer = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    feed.write(answer, "utf-8")
    return answer
