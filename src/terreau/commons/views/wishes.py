"""What commons look for and offer: the list, and what may answer one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from terreau.commons.forms import wishes as asked
from terreau.commons.models import Side
from terreau.commons.queries import listing, wishes
from terreau.foundation.conditional import unless_unchanged
from terreau.territories.queries import label

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
@unless_unchanged(lambda _request: [listing.last_touch()])
def wish_list(request: HttpRequest) -> HttpResponse:
    """Everything that is looked for and offered now, filtered, the latest first."""
    wanted, problems = asked.read(request.GET)
    page = wishes.page_of(wanted, request.GET.get("page", "1"))
    context = {
        "wanted": wanted,
        "problems": problems,
        "choices": asked.options(wanted),
        "page": page,
        "wishes": page.object_list,
        "where": label(wanted.territory) if wanted.territory else request.GET.get("territoire", "")[:100],
    }
    return render(request, "commons/wishes/list.html", context)


@require_safe
def one_wish(request: HttpRequest, pk: int) -> HttpResponse:
    """One wish, and what may answer it, with the reasons."""
    wish = wishes.wish(pk)
    context = {
        "wish": wish,
        "commons": wish.commons,
        "sought": wish.side == Side.SOUGHT,
        "matches": wishes.answers_to(wish),
    }
    return render(request, "commons/wishes/wish.html", context)
