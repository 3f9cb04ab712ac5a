"""One line a request in the logs: what was asked, by its pattern, how it ended and how long it took.

Nothing of the visitor: no network address, no path (an invitation stands in one), no query, no account.
"""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from django.conf import settings

from terreau.foundation import counters

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

log = logging.getLogger("terreau.requests")


class requests_logged:  # noqa: N801 - a middleware is named where it is listed, as a verb
    """Stands first among the middlewares, so that the time told is the whole time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        response = self.get_response(request)
        if settings.METRICS:
            counters.count(request, response.status_code, time.perf_counter() - begun)
        if request.resolver_match or response.status_code >= 400:  # noqa: PLR2004 - static files pass unsaid
            milliseconds = round((time.perf_counter() - begun) * 1000, 1)
            told = {"request": request, "status_code": response.status_code, "ms": milliseconds}
            log.info("request", extra=told)
        return response
