"""The first thing a request meets: health, closing, the name it was called by, a full disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import DisallowedHost

from terreau.config import closed
from terreau.config.failures import of_the_machine
from terreau.config.health import DOORS, plain
from terreau.config.metrics import metrics
from terreau.foundation.problems import problem
from terreau.foundation.views import explained

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

METRICS = "/sante/mesures"
#: What no page of ours asks of a browser, so that nothing planted in a page can ask for it either.
PERMISSIONS = "camera=(), display-capture=(), geolocation=(self), microphone=(), payment=(), usb=()"


def _called_by_another_name() -> HttpResponse:
    """Plain text, and not the page frame: links made from a Host that is not ours must not exist."""
    return plain(f"Ce service ne répond pas sous ce nom. Son adresse est {settings.ADDRESS}\n", 400)


class FrontDoor:
    """First middleware, so that it also speaks for what the others would refuse without a word."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == METRICS:
            return metrics(request)
        if door := DOORS.get(request.path_info):
            return door(request)
        if said := closed.answer(request):
            return said
        try:
            request.get_host()
        except DisallowedHost:
            return _called_by_another_name()
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if request.path_info.startswith("/api/"):
            # The API gives what is public already; a page of another territory may read it from a browser.
            response.headers.setdefault("Access-Control-Allow-Origin", "*")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A full or read-only disk is said to the person who was writing, with what became of it."""
        error = of_the_machine(exception)
        if error is None:
            return None
        return problem(error) if request.path_info.startswith("/api/") else explained(request, error)
