"""Pages that did not change are not made again: an ETag known before rendering, a 304 while it holds.

Only for visitors without a session, who all see the same page in one language. The browser, or a cache in
front, keeps the page and asks whether it still holds; for those who come for the first time, the last pages
are kept in memory (`kept_pages.py`).
"""

from __future__ import annotations

import hashlib
import secrets
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import get_language

from terreau.foundation.kept_pages import pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.http import HttpRequest, HttpResponse

#: Changes at each start, as templates, settings and translations may have.
_THIS_RUN = secrets.token_hex(8)


def stamp(*parts: object) -> str:
    """A weak ETag for what is made from `parts`, in the language of now; "il y a trois jours" lasts a day."""
    said = "\x1f".join(map(str, (_THIS_RUN, get_language(), timezone.localdate(), *parts)))
    return f'W/"{hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=12).hexdigest()}"'


def unless_unchanged(
    made_of: Callable[..., Iterable[object] | None],
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Answer 304 without rendering while what a page is made of stays the same.

    `made_of` is given what the view is given, and says in one or two cheap queries everything that can change
    the page: dates of change, counts, numbers of version; None when it cannot say. The address is the cache's
    own key and needs not be part of it.
    """

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            etag = ""
            if request.method in {"GET", "HEAD"} and is_anybody(request):
                parts = made_of(request, *args, **kwargs)
                # A form in the page holds a token that goes with this cookie.
                cookie = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
                etag = "" if parts is None else stamp(cookie, *parts)
            response: HttpResponse | None = None
            if etag:
                response = get_conditional_response(request, etag=etag)
            response = response or pages.get(request, etag)
            if response is None:
                response = view(request, *args, **kwargs)
                pages.keep(request, etag, response)
            return _marked(response, etag)

        return answered

    return decorate


def is_anybody(request: HttpRequest) -> bool:
    """Whether nothing in the request tells this visitor from another: no session, no message waiting."""
    return not {settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name} & request.COOKIES.keys()


def _marked(response: HttpResponse, etag: str) -> HttpResponse:
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    if not etag:
        patch_cache_control(response, private=True, no_cache=True)
    elif response.status_code in {200, 304}:
        response.headers.setdefault("ETag", etag)
        patch_cache_control(response, no_cache=True)
    return response
