"""What is kept about people, why, how long, and who to ask: in a page, and in the register of processing."""

from __future__ import annotations

import csv
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from terreau.foundation.clearing import gone_since
from terreau.foundation.slots import kept_data
from terreau.people import queries

if TYPE_CHECKING:
    from django.http import HttpRequest


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
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="registre-des-traitements.csv"'
    table = csv.writer(answer)
    table.writerow(
        (_("Quoi"), _("Pourquoi"), _("Combien de temps"), _("Base légale"), _("Qui le voit"), _("Tables"))
    )
    for line in queries.register():
        tables = " ; ".join(
            f"{name} ({', '.join(fields)})" if fields else name for name, fields in line.tables
        )
        kept = line.kept
        table.writerow((kept.what, kept.why, kept.how_long, line.basis, kept.seen_by, tables))
    return answer
