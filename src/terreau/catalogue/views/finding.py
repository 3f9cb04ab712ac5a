"""A question in plain words, and the data that may answer it; or the way to ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from terreau.catalogue.queries import finding
from terreau.foundation.limits import limited_search
from terreau.needs.queries.page import need as need_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
@limited_search("question", "besoin")
def find(request: HttpRequest) -> HttpResponse:
    """What exists here, elsewhere, how such data are written, and what is missing."""
    asked = request.GET.get("besoin", "")
    need = need_of(int(asked)) if asked.isdecimal() and len(asked) < 10 else None  # noqa: PLR2004 - no key is longer
    question = request.GET.get("question", "").strip()[:200] or (finding.question_of(need) if need else "")
    start = {"titre": question[:160], **({"besoin": str(need.pk)} if need else {})}
    context = {
        "question": question,
        "need": need,
        "found": finding.find(question) if question else None,
        "ask_url": _ask(start),
        "raise_url": f"{reverse('needs:raise')}?{urlencode({'titre': question[:120]})}",
    }
    return render(request, "catalogue/find.html", context)


def _ask(start: dict[str, str]) -> str:
    try:
        return f"{reverse('catalogue:ask')}?{urlencode(start)}"
    except NoReverseMatch:  # the page that asks for data may not be there
        return f"{reverse('needs:raise')}?{urlencode(start)}"
