"""Take the name of somebody off what came with a commons from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from terreau.commons import actions
from terreau.commons.errors import NameInReasonError, NameNotThereError
from terreau.commons.forms.names import RemoveNameForm
from terreau.commons.queries import page as sheets
from terreau.foundation.errors import NotAllowedError
from terreau.needs.views.request import person

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_PAGE = "commons/carrying/remove_name.html"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Say where the name stands, then take it off for good once that is confirmed."""
    commons, by = sheets.commons(pk), person(request)
    if not by.has_perm("commons.remove_name", commons):
        raise NotAllowedError
    sent = request.method == "POST"
    form = RemoveNameForm(request.POST if sent else None)
    context: dict[str, object] = {"commons": commons, "form": form}
    if not sent or not form.is_valid():
        return render(request, _PAGE, context, status=422 if sent else 200)
    said, confirmed = form.cleaned_data, "confirmed" in request.POST
    try:
        found = actions.remove_name(pk, said["name"], by=by, reason=said["reason"], dry_run=not confirmed)
    except (NameNotThereError, NameInReasonError) as fault:
        form.add_error(
            "name" if isinstance(fault, NameNotThereError) else "reason", f"{fault} {fault.advice}"
        )
        return render(request, _PAGE, context, status=fault.status)
    if confirmed:
        messages.success(request, _("Ce nom est retiré, et le journal dit pourquoi."))
        return redirect("commons:origin", pk)
    return render(request, _PAGE, {**context, "found": found})
