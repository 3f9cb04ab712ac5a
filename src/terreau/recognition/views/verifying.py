"""Verify any badge, from wherever it comes; nothing is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from terreau.foundation.limits import limited
from terreau.recognition.forms.award import VerifyForm
from terreau.recognition.openbadges import DEFAULT_CAPS, UnreachableError
from terreau.recognition.queries.resolving import InstanceResolver
from terreau.recognition.queries.verifying import examine

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_http_methods(["GET", "HEAD", "POST"])
@limited("verify-badge", "60/10m", methods=("POST",))
def verify_any(request: HttpRequest) -> HttpResponse:
    """A file, an address or a text, verified check by check."""
    if request.method != "POST":
        return _page(request, VerifyForm(initial={"address": request.GET.get("url", "")[:2000]}))
    form = VerifyForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    raw = _raw(form)
    if raw is None:
        return _page(request, form, status=422)
    report = examine(raw, recipient=form.cleaned_data["recipient"].strip())
    return _page(request, form, report=report)


def _raw(form: VerifyForm) -> bytes | None:
    """The bytes to verify; None when they cannot be had, with the reason on the form."""
    said = form.cleaned_data
    if said["file"]:
        if said["file"].size > DEFAULT_CAPS.file_size:
            form.add_error("file", _("Ce fichier dépasse 10 Mo."))
            return None
        return bytes(said["file"].read())
    if said["text"].strip():
        return str(said["text"]).strip().encode()
    try:
        return InstanceResolver().fetch(said["address"])
    except UnreachableError:
        form.add_error(
            "address",
            _("Rien n’a pu être lu à cette adresse. Téléchargez le badge, puis donnez son fichier."),
        )
        return None


def _page(
    request: HttpRequest, form: VerifyForm, *, status: int = 200, report: object = None
) -> HttpResponse:
    return render(request, "recognition/verify.html", {"form": form, "report": report}, status=status)
