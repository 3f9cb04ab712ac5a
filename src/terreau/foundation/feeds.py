"""Atom feeds (RFC 4287), written once for every room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from django.http import HttpRequest


@dataclass(frozen=True)
class Entry:
    """One thing that happened or changed; `html` is safe, `url` and `uid` are addresses on this instance.

    `uid` is what never changes for this entry: its address, unless one thing has several entries.
    """

    title: str
    url: str
    html: str
    by: str
    at: dt.datetime
    changed_at: dt.datetime | None = None
    categories: Sequence[str] = ()
    licence: str | None = None
    uid: str = ""


def atom(
    request: HttpRequest,
    *,
    title: str,
    page: str,
    entries: Iterable[Entry],
    subtitle: str = "",
    query: str = "",
) -> HttpResponse:
    """The feed of `page` (an address on this instance); `query` is what narrows both, without "?"."""
    tail = f"?{query}" if query else ""
    home = settings.ADDRESS + page + tail
    feed = Atom1Feed(
        title=title,
        subtitle=subtitle or None,
        link=home,
        description="",
        feed_url=settings.ADDRESS + request.path + tail,
        language="fr",
        feed_guid=home,
    )
    for one in entries:
        feed.add_item(
            title=one.title,
            link=settings.ADDRESS + one.url,
            description=one.html,
            unique_id=settings.ADDRESS + (one.uid or one.url),
            author_name=one.by,
            pubdate=one.at,
            updateddate=one.changed_at or one.at,
            categories=one.categories,
            item_copyright=one.licence,
        )
    answer = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    feed.write(answer, "utf-8")
    return answer
