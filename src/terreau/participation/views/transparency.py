"""The transparency report: a page, a table, data."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from terreau.foundation.conditional import unless_unchanged
from terreau.foundation.limits import limited
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
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="transparence.csv"'
    answer.write("\ufeff")
    rows = csv.writer(answer, delimiter=";")
    rows.writerow(("trimestre", "mesure", "detail", "valeur"))
    for quarter in counted.transparency().quarters:
        for measure, detail, value in quarter.measures():
            rows.writerow((quarter.name, measure, detail, "" if value is None else value))
    return answer


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
