"""A conversation as an Atom feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from terreau.foundation import feeds
from terreau.foundation.conditional import unless_unchanged
from terreau.foundation.limits import limited
from terreau.foundation.markdown import render
from terreau.participation.kinds import thing_named
from terreau.participation.queries import conversation as talks
from terreau.people.queries import hidden_organisations

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from terreau.participation.models import Comment

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
    return feeds.atom(
        request,
        title=_("Conversation : %(title)s") % {"title": kind.title(thing)},
        page=reverse("participation:conversation", args=(slug, key)),
        entries=map(_entry, talks.latest(thing, IN_A_FEED)),
    )


def _entry(said: Comment) -> feeds.Entry:
    who = talks.voice_of(said)
    return feeds.Entry(
        title=who,
        url=reverse("participation:message", args=(said.pk,)),
        html=render(said.text),
        by=who,
        at=said.written_at,
        changed_at=said.edited_at,
    )
