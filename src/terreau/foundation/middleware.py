"""What stands between every request and the rooms."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404
from django.http.multipartparser import MultiPartParserError

from terreau.foundation.errors import BadRequestError, NotAllowedError, TerreauError
from terreau.foundation.problems import PROBLEM_JSON, problem, problem_of
from terreau.foundation.views import explained, refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

API = "/api/"
#: What a form adds around the file it carries.
ENVELOPE = 64 * 1024


class errors_explained:  # noqa: N801 - a middleware is named where it is listed, as a verb
    """Every error is explained: a page for people, a problem (RFC 9457) for programs.

    Stands last in the list, next to the views.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _holds_nul(request):
            return _explain(request, BadRequestError())
        if _announced(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE + ENVELOPE:
            return _explain(request, refusal(RequestDataTooBig()))
        response = self.get_response(request)
        if _is_for_programs(request) and response.status_code >= HTTPStatus.BAD_REQUEST:
            return _as_problem(response)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, TerreauError):
            return _explain(request, exception)
        if not _is_for_programs(request):
            return None  # Django asks our own views, named in the root urls.py
        if isinstance(exception, SuspiciousOperation | MultiPartParserError):
            return problem(refusal(exception))
        if isinstance(exception, PermissionDenied):
            return problem(NotAllowedError())
        return problem_of(HTTPStatus.NOT_FOUND) if isinstance(exception, Http404) else None


def _holds_nul(request: HttpRequest) -> bool:
    """PostgreSQL keeps no NUL in a text, and no address of ours holds one: refused before any query."""
    return "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", "")


def _announced(request: HttpRequest) -> int:
    """Bytes that the request says it carries, files included: Django writes those to the disk uncounted."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said[:20]) if said.isdecimal() else 0


def _is_for_programs(request: HttpRequest) -> bool:
    return request.path_info.startswith(API)


def _explain(request: HttpRequest, error: TerreauError) -> HttpResponse:
    return problem(error) if _is_for_programs(request) else explained(request, error)


def _as_problem(response: HttpResponse) -> HttpResponse:
    """What came as a page (an address unknown, a method not served, a fault) said to a program instead."""
    if response.headers.get("Content-Type", "").startswith(PROBLEM_JSON):
        return response
    answer = problem_of(response.status_code)
    for name in ("Allow", "Retry-After", "WWW-Authenticate"):
        if name in response.headers:
            answer.headers[name] = response.headers[name]
    return answer
