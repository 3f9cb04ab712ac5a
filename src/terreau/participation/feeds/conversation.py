"""A conversation as an Atom feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from terreau.foundation.conditional import unless_unchanged
from terreau.foundation.limits import limited
from terreau.foundation.markdown import render
from terreau.participation.kinds import thing_named
from terreau.participation.queries import conversation as talks
from terreau.people.queries import hidden_organisations

if TYPE_CHECKING:
    from django.http import HttpRequest

IN_A_FEED = 50


def _stamp(_request: HttpRequest, slug: str, key: str) -> tuple[object, ...]:
    kind, thing = thing_named(slug, key)
    kept = talks.conversation_of(thing)
    return (
        kind.title(thing),
        kept.comments,
        kept.touched_at if kept.pk else "",
        *sorted(hidden_organisations()),
    )


@require_safe
@limited("conversation-feed", "240/m", by="network")
@unless_unchanged(_stamp)
def atom(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The last messages about a thing."""
    kind, thing = thing_named(slug, key)
    page = settings.ADDRESS + reverse("participation:conversation", args=(slug, key))
    feed = Atom1Feed(
        title=_("Conversation : %(title)s") % {"title": kind.title(thing)},
        link=page,
        description="",
        feed_url=settings.ADDRESS + request.path,
        language="fr",
        feed_guid=page,
    )
    for said in talks.latest(thing, IN_A_FEED):
        url = settings.ADDRESS + reverse("participation:message", args=(said.pk,))
        who = talks.voice_of(said)
        feed.add_item(
            title=who,
            link=url,
            description=render(said.text),
            unique_id=url,
            author_name=who,
            pubdate=said.written_at,
            updateddate=said.edited_at or said.written_at,
        )
    answer = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    feed.write(answer, "utf-8")
    return answer
