"""Begin a commons from a file or an address, and give the same back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from terreau.commons.errors import UnknownFormatError, UnreadDescriptionError
from terreau.commons.forms.beginning import BeginForm
from terreau.commons.queries import beginning, formats
from terreau.commons.queries import page as sheets
from terreau.commons.views.opening import KEPT, READ
from terreau.foundation.limits import limited
from terreau.foundation.outgoing import OutgoingError

if TYPE_CHECKING:
    from django.http import HttpRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("begin-commons", "30/h", by="user", methods=("POST",))
def begin(request: HttpRequest) -> HttpResponse:
    """Read a description: the form that opens a commons then says what it says."""
    sent = request.method == "POST"
    form = BeginForm(request.POST if sent else None, request.FILES if sent else None)
    if not sent or not form.is_valid():
        return render(request, "commons/begin.html", {"form": form}, status=422 if sent else 200)
    said = form.cleaned_data
    try:
        if said["file"]:
            begun = beginning.begun_from(said["file"].read(), said["file"].name or "")
        else:
            begun = beginning.begun_at(said["url"])
    except (OutgoingError, UnreadDescriptionError) as fault:
        form.add_error("file" if said["file"] else "url", f"{fault} {fault.advice}")
        return render(request, "commons/begin.html", {"form": form}, status=422)
    request.session[KEPT] = {**begun.fields, "begun": "1"}
    request.session[READ] = begun.as_kept()
    return redirect("commons:open")


@require_safe
@limited("commons-description", "120/m", by="network")
def description(request: HttpRequest, pk: int, name: str) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """A commons in a standard of its kind; raises UnknownFormatError for a standard of another."""
    commons = sheets.commons(pk)
    found = next((one for one in formats.formats_of(commons) if one.name == name), None)
    if found is None:
        raise UnknownFormatError
    text = found.write(formats.sheet_for(commons)).text
    answer = HttpResponse(text, content_type=f"{found.media_type}; charset=utf-8")
    answer["Content-Disposition"] = f'inline; filename="{found.name}"'
    return answer
