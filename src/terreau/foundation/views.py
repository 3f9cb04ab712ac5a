"""Error pages: what is wrong, what to do, never a trace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat

from terreau.foundation.errors import (
    BadRequestError,
    NotAllowedError,
    NotFoundError,
    StaleFormError,
    TerreauError,
    TooLargeError,
    TooManyFieldsError,
)

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def explained(request: HttpRequest, error: TerreauError) -> HttpResponse:
    """The page of one error."""
    answer = render(request, error.template, {"error": error}, status=error.status)
    for name, value in error.headers.items():
        answer.headers[name] = value
    return answer


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What Django refuses to read before any page sees it."""
    return explained(request, refusal(exception))


def refusal(exception: Exception) -> TerreauError:
    """Which of our errors says what Django refused to read."""
    if isinstance(exception, RequestDataTooBig):
        return TooLargeError(limit=filesizeformat(settings.DATA_UPLOAD_MAX_MEMORY_SIZE))
    if isinstance(exception, TooManyFieldsSent | TooManyFilesSent):
        return TooManyFieldsError()
    return BadRequestError()


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    return explained(request, NotAllowedError())


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """In place of Django's page on forged requests: what nearly always happened is a form left open."""
    return explained(request, StaleFormError())


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    return explained(request, NotFoundError())


def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "foundation/broken.html", status=500)
