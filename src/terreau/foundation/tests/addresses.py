"""Addresses of the tests: a page and an API that fail in every way, under the real error handlers."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from ninja import Schema
from ninja.errors import HttpError

from terreau.foundation import errors
from terreau.foundation.problems import PROBLEMS, ExplainedAPI

FAULTS: dict[str, Exception] = {
    "ours": errors.NotFoundError(),
    "wait": errors.TooManyRequestsError(wait=30),
    "django-404": Http404("nothing here: secret"),
    "django-403": PermissionDenied("secret"),
    "django-400": SuspiciousOperation("secret"),
    "ninja-401": HttpError(401, "secret"),
    "ninja-418": HttpError(418, "secret"),
    "bug": ZeroDivisionError("secret"),
}


class Asked(Schema):
    name: str


def page(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return HttpResponse(str(len(request.POST)))
    return HttpResponse(request.GET.get("q", ""))


def failing(request: HttpRequest, fault: str) -> HttpResponse:  # noqa: ARG001 - Django's signature
    raise FAULTS[fault]


api = ExplainedAPI(title="Tests", urls_namespace="tests-api", openapi_url="/openapi.json", docs_url=None)


@api.get("/fails/{fault}", response={200: Asked, **PROBLEMS})
def fails(request: HttpRequest, fault: str, count: int = 0) -> Asked:  # noqa: ARG001 - ninja's signature
    raise FAULTS[fault]


@api.post("/names", response={200: Asked, **PROBLEMS})
def names(request: HttpRequest, asked: Asked) -> Asked:  # noqa: ARG001 - ninja's signature
    return asked


urlpatterns = [
    path("page/", page),
    path("fails/<fault>/", failing),
    path("api/", api.urls),
]
handler400 = "terreau.foundation.views.bad_request"
handler403 = "terreau.foundation.views.forbidden"
handler404 = "terreau.foundation.views.not_found"
handler500 = "terreau.foundation.views.broken"
