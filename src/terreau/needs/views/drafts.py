"""One's own drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from terreau.needs import actions
from terreau.needs.views.request import person

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_POST
@login_required
def discard_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Erase a draft of one's own."""
    actions.discard_draft(pk, by=person(request))
    messages.success(request, _("Le brouillon est effacé."))
    return redirect("people:me")
