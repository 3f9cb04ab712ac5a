"""Who has just shown that it is them: asked before a way into the account is added or taken away.

An open session on a computer left unattended must not become a key for ever.
"""

from __future__ import annotations

import time
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.shortcuts import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

SIGNED_IN_AT = "signed_in_at"
FRESH = 15 * 60


def remember(request: HttpRequest | None, **_signal: object) -> None:
    """Keep the moment of a sign-in; connected to `user_logged_in` in apps.py."""
    if request is not None:
        request.session[SIGNED_IN_AT] = time.time()


def is_fresh(request: HttpRequest) -> bool:
    """Whether the person signed in less than a quarter of an hour ago."""
    return bool(time.time() - request.session.get(SIGNED_IN_AT, 0) < FRESH)


def freshly_signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Ask to sign in again when it was long ago; nothing sent is done meanwhile."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_fresh(request):
            return view(request, *args, **kwargs)
        status = 200 if request.method == "GET" else 403
        return render(request, "people/sign_in_again.html", {"back": request.path}, status=status)

    return guarded
