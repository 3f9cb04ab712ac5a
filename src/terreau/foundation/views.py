"""Error pages: what is wrong, what to do, never a trace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from terreau.foundation.errors import NotAllowedError, NotFoundError, TerreauError

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def explained(request: HttpRequest, error: TerreauError) -> HttpResponse:
    """The page of one error."""
    return render(request, "foundation/error.html", {"error": error}, status=error.status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    return explained(request, TerreauError())


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return explained(request, NotAllowedError())


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return explained(request, NotFoundError())


def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "foundation/broken.html", status=500)
