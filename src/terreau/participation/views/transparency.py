"""The transparency report: a page, a table, data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from terreau.foundation.conditional import unless_unchanged
from terreau.foundation.limits import limited
from terreau.foundation.spreadsheets import as_csv
from terreau.participation.queries import transparency as counted

if TYPE_CHECKING:
    from django.http import HttpRequest

_unless_unchanged = unless_unchanged(lambda _request: counted.stamp())


@require_safe
@limited("transparency", "60/m", by="network")
@_unless_unchanged
def page(request: HttpRequest) -> HttpResponse:
    """What moderation did, quarter by quarter."""
    return render(request, "participation/moderation/transparency.html", {"told": counted.transparency()})


@require_safe
@limited("transparency", "60/m", by="network")
@_unless_unchanged
def table(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """The same as CSV, one figure a line; the mark makes spreadsheets read its accents."""
    rows = (
        (quarter.name, *measure)
        for quarter in counted.transparency().quarters
        for measure in quarter.measures()
    )
    return as_csv("transparence.csv", ("trimestre", "mesure", "detail", "valeur"), rows)


@require_safe
@limited("transparency", "60/m", by="network")
@_unless_unchanged
def data(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """The same as JSON."""
    told = counted.transparency()
    quarters = [
        {
            "quarter": quarter.name,
            "figures": [
                {"measure": measure, "detail": detail, "value": value}
                for measure, detail, value in quarter.measures()
            ],
        }
        for quarter in told.quarters
    ]
    return JsonResponse({"waiting": told.waiting, "quarters": quarters, "licence": "etalab-2.0"})
