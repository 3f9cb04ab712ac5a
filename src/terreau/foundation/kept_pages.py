"""Public pages kept in memory while what they are made of stays the same: most visitors read the same few.

What makes a page change is its stamp (`conditional.py`), the same that browsers are answered 304 with; so a
kept page is never older than the one a browser would keep. Nothing is written anywhere, a page goes as soon
as another needs its place, and none that says anything of its reader is taken in.
"""

from __future__ import annotations

from collections import OrderedDict
from http import HTTPStatus
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.http import HttpResponse

if TYPE_CHECKING:
    from django.http import HttpRequest

#: One page takes no more than this part of the room there is: a huge one must not push all others out.
_LARGEST = 16


class _Kept(NamedTuple):
    body: bytes
    headers: dict[str, str]


class KeptPages:
    """The last pages given, up to so many bytes; asked from every thread."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.size = 0
        self._pages: OrderedDict[tuple[str, ...], _Kept] = OrderedDict()
        self._lock = Lock()

    def get(self, request: HttpRequest, etag: str) -> HttpResponse | None:
        """The page kept for this address under this stamp."""
        if not self._may(request, etag):
            return None
        key = _key(request, etag)
        with self._lock:
            kept = self._pages.get(key)
            if kept is None:
                return None
            self._pages.move_to_end(key)
        return HttpResponse(kept.body, headers=kept.headers)

    def keep(self, request: HttpRequest, etag: str, response: HttpResponse) -> None:
        """Keep this page, unless it says something of its reader or is not a page."""
        if not self._may(request, etag) or response.status_code != HTTPStatus.OK or response.streaming:
            return
        # A form's token was put in the page: it is this visitor's.
        if response.cookies or request.META.get("CSRF_COOKIE_NEEDS_UPDATE"):
            return
        body = response.content
        if len(body) > self.room // _LARGEST:
            return
        key = _key(request, etag)
        with self._lock:
            old = self._pages.pop(key, None)
            self.size += len(body) - (len(old.body) if old else 0)
            self._pages[key] = _Kept(body, dict(response.items()))
            while self.size > self.room:
                _, gone = self._pages.popitem(last=False)
                self.size -= len(gone.body)

    def _may(self, request: HttpRequest, etag: str) -> bool:
        return bool(self.room and etag and request.method == "GET" and not request.COOKIES)


def _key(request: HttpRequest, etag: str) -> tuple[str, ...]:
    # The stamp holds the language; one address may answer in several formats, on several hosts.
    return (
        etag,
        request.scheme or "",
        request.get_host(),
        request.get_full_path(),
        request.headers.get("Accept", ""),
    )


pages = KeptPages(settings.KEPT_PAGES_MB * 1_000_000)
