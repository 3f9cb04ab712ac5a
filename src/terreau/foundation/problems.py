"""Errors of the JSON API as RFC 9457 problem details (`application/problem+json`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError

from terreau.foundation.errors import (
    BadRequestError,
    BrokenError,
    InvalidQueryError,
    MethodNotAllowedError,
    NotAllowedError,
    NotFoundError,
    NotSignedInError,
    TerreauError,
    TooLargeError,
    TooManyRequestsError,
    UnavailableError,
    UnreadableFormatError,
)

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PROBLEM_JSON = "application/problem+json"


class Fault(Schema):
    """One value that was refused: where it stands, and why."""

    where: str
    why: str


class Problem(Schema):
    """RFC 9457: what is wrong, in words, with what to do (`remedy`) and each value refused (`errors`)."""

    type: str
    title: str
    status: int
    detail: str
    remedy: str
    errors: list[Fault] = []


#: What a route may answer beside its own answer, for its `response=`: every status below is a Problem.
PROBLEMS: dict[int, type[Schema]] = dict.fromkeys((400, 404, 405, 410, 413, 422, 429, 500, 503), Problem)

_BY_STATUS: dict[int, type[TerreauError]] = {
    kind.status: kind
    for kind in (
        BadRequestError,
        NotSignedInError,
        NotAllowedError,
        NotFoundError,
        MethodNotAllowedError,
        TooLargeError,
        UnreadableFormatError,
        InvalidQueryError,
        TooManyRequestsError,
        BrokenError,
        UnavailableError,
    )
}


def problem(
    error: TerreauError, faults: list[dict[str, str]] | None = None, *, status: int = 0
) -> HttpResponse:
    """The answer that explains an error to a program and to the person who wrote it."""
    status = status or error.status
    body = {
        "type": f"urn:terreau:problem:{error.code}",
        "title": str(error.title),
        "status": status,
        "detail": str(error),
        "remedy": error.advice,
        "errors": faults or [],
    }
    return JsonResponse(body, status=status, content_type=PROBLEM_JSON, headers=error.headers)


def problem_of(status: int) -> HttpResponse:
    """The problem for a bare HTTP status, when nothing more is known."""
    nearest = BadRequestError if status < BrokenError.status else BrokenError
    return problem(_BY_STATUS.get(status, nearest)(), status=status)


class ExplainedAPI(NinjaAPI):
    """An API whose every error is a problem, said as such in its OpenAPI description."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.add_exception_handler(TerreauError, _explain)
        self.add_exception_handler(Http404, _explain)
        self.add_exception_handler(HttpError, _explain_status)
        self.add_exception_handler(ValidationError, _explain_faults)

    def get_openapi_schema(self, **kwargs: Any) -> Any:
        """Ninja's description, with the media type that our problems really have."""
        schema = super().get_openapi_schema(**kwargs)
        for path in schema["paths"].values():
            for operation in path.values():
                for status, answer in operation.get("responses", {}).items():
                    content = answer.get("content", {})
                    if int(status) >= BadRequestError.status and "application/json" in content:
                        content[PROBLEM_JSON] = content.pop("application/json")
        return schema


def _explain(_request: HttpRequest, error: Any) -> HttpResponse:
    return problem(error if isinstance(error, TerreauError) else NotFoundError())


def _explain_status(_request: HttpRequest, error: Any) -> HttpResponse:
    return problem_of(error.status_code)


def _explain_faults(_request: HttpRequest, error: Any) -> HttpResponse:
    faults = [{"where": ".".join(map(str, entry["loc"])), "why": str(entry["msg"])} for entry in error.errors]
    names = ", ".join(dict.fromkeys(str(entry["loc"][-1]) for entry in error.errors))
    return problem(InvalidQueryError(names=names), faults)
