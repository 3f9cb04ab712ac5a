"""Errors of the JSON API as RFC 9457 problem details (`application/problem+json`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, JsonResponse
from ninja import Schema
from ninja.errors import ValidationError

from terreau.foundation.errors import NotFoundError, TerreauError

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from ninja import NinjaAPI


class Problem(Schema):
    """RFC 9457: what is wrong, in words, with what to do (`remedy`)."""

    type: str
    title: str
    status: int
    detail: str
    remedy: str


#: What every route of the API may answer beside its own; used in `response=` so that OpenAPI says it.
PROBLEMS = {status: Problem for status in (400, 404, 422, 429)}


class InvalidQueryError(TerreauError):
    code = "invalid-query"
    status = 422


def problem(error: TerreauError, detail: str = "") -> HttpResponse:
    """The answer that explains an error to a program and to the person who wrote it."""
    body = {
        "type": f"urn:terreau:problem:{error.code}",
        "title": str(error.title),
        "status": error.status,
        "detail": detail or str(error),
        "remedy": error.advice,
    }
    return JsonResponse(body, status=error.status, content_type="application/problem+json")


def register_problems(api: NinjaAPI) -> None:
    """Make every error of the API answer problem+json."""

    def on_error(_request: HttpRequest, error: Exception) -> HttpResponse:
        return problem(error if isinstance(error, TerreauError) else NotFoundError())

    def on_invalid(_request: HttpRequest, error: Exception) -> HttpResponse:
        errors = error.errors if isinstance(error, ValidationError) else []
        detail = "; ".join(f"{entry['loc'][-1]}: {entry['msg']}" for entry in errors)
        return problem(InvalidQueryError(), detail)

    api.add_exception_handler(TerreauError, on_error)
    api.add_exception_handler(Http404, on_error)
    api.add_exception_handler(ValidationError, on_invalid)
