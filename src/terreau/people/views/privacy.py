"""What is kept about people, why, how long, and who to ask: in a page, and in the register of processing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from terreau.foundation.clearing import gone_since
from terreau.foundation.slots import kept_data
from terreau.foundation.spreadsheets import as_csv
from terreau.people import queries

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from terreau.people.queries.register import Processing

#: How far back the page says what the retention clocks cleared.
LATELY = timedelta(days=365)


@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    context = {
        "kept": list(kept_data.ask()),
        "contact": settings.CONTACT,
        "hosting": settings.HOSTING,
        "stewards": queries.stewards(),
        "gone": gone_since(LATELY),
    }
    return render(request, "people/privacy.html", context)


@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """The register of processing (article 30), public."""
    context = {"lines": queries.register(), "contact": settings.CONTACT, "hosting": settings.HOSTING}
    return render(request, "people/register.html", context)


@require_GET
def register_table(_request: HttpRequest) -> HttpResponse:
    """The same as a table."""
    columns = (
        _("Quoi"),
        _("Pourquoi"),
        _("Combien de temps"),
        _("Base légale"),
        _("Qui le voit"),
        _("Tables"),
    )
    return as_csv("registre-des-traitements.csv", columns, map(_row, queries.register()))


def _row(line: Processing) -> Iterable[object]:
    tables = " ; ".join(f"{name} ({', '.join(fields)})" if fields else name for name, fields in line.tables)
    kept = line.kept
    return (kept.what, kept.why, kept.how_long, line.basis, kept.seen_by, tables)
