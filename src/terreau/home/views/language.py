"""The choice of a language, kept in a cookie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

if TYPE_CHECKING:
    from django.http import HttpRequest

ONE_YEAR = 60 * 60 * 24 * 365


def language(request: HttpRequest, code: str) -> HttpResponseRedirect:
    """Remember the language, then go back to `suite`, which can only be a page of this very instance."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    after = request.GET.get("suite", "/")
    # Without an allowed host, "//elsewhere" and "https://elsewhere" are refused: no open redirect.
    if not after.startswith("/") or not url_has_allowed_host_and_scheme(after, allowed_hosts=None):
        after = "/"
    response = HttpResponseRedirect(after)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=ONE_YEAR,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
    )
    return response
