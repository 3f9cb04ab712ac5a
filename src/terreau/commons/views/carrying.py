"""Carry a commons away, bring one in as a fork, read where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from terreau.commons import actions
from terreau.commons.errors import RefusedArchiveError
from terreau.commons.forms.carrying import ArchiveForm
from terreau.commons.models import Prepared
from terreau.commons.queries import carrying, inheriting
from terreau.commons.queries import page as sheets
from terreau.commons.queries.prepared import prepared_of
from terreau.commons.queries.trust import key_document
from terreau.foundation.limits import limited
from terreau.needs.views.request import person
from terreau.participation import store

if TYPE_CHECKING:
    from typing import IO

    from django.http import HttpRequest
    from django.http.response import HttpResponse, HttpResponseBase

    from terreau.commons.models import Commons


@require_safe
def archive_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What the archive of a commons holds, what it does not, and the way to it."""
    commons = sheets.commons(pk)
    large = carrying.is_large(commons)
    context = {
        "commons": commons,
        "large": large,
        "prepared": prepared_of(commons) if large else None,
        "key": carrying.own_public_key(),
    }
    return render(request, "commons/carrying/archive.html", context)


@require_safe
@limited("commons-archive", "30/m", by="network")
def archive_file(request: HttpRequest, pk: int) -> HttpResponseBase:  # noqa: ARG001 - a view's signature
    """The signed archive of a commons; a large one is prepared first."""
    commons = sheets.commons(pk)
    if not carrying.is_large(commons):
        return _given(carrying.written(commons), commons)
    prepared = prepared_of(commons)
    if prepared is None or prepared.state != Prepared.State.READY:
        return redirect("commons:archive", pk)
    try:
        return _given(store.path_of(prepared.digest, ".zip").open("rb"), commons)
    except FileNotFoundError:
        return redirect("commons:archive", pk)


@require_POST
@limited("prepare-archive", "10/h", by="user-or-network")
def prepare_archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the archive of a large commons."""
    actions.ask_archive(pk)
    messages.success(request, _("L’archive se prépare : revenez sur cette page dans quelques minutes."))
    return redirect("commons:archive", pk)


@require_safe
def key(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """The key with which this instance signs archives."""
    return JsonResponse(key_document())


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("fork-commons", "30/h", by="user", methods=("POST",))
def bring(request: HttpRequest) -> HttpResponse:
    """Bring in the archive of a commons: tried and told first, then confirmed."""
    author = person(request)
    sent = request.method == "POST"
    form = ArchiveForm(request.POST if sent else None, request.FILES if sent else None, user=author)
    if not sent or not form.is_valid():
        return render(request, "commons/carrying/bring.html", {"form": form}, status=422 if sent else 200)
    confirmed = bool(form.cleaned_data.get("token"))
    try:
        with form.path.open("rb") as file:
            forked = actions.fork(file, by=author, dry_run=not confirmed)
    except RefusedArchiveError as fault:
        form.add_error("file", f"{fault} {fault.advice}")
        return render(request, "commons/carrying/bring.html", {"form": form}, status=fault.status)
    if confirmed and forked.commons is not None:
        messages.success(request, _("Le commun est ici, avec son histoire, et vous veillez dessus."))
        return redirect(forked.commons)
    return render(request, "commons/carrying/bring.html", {"form": form, "forked": forked})


@require_safe
def origin(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a fork comes from: who is credited, what the community of origin decided, gave and used."""
    commons = sheets.commons(pk)
    context = {
        "commons": commons,
        "told": inheriting.told_of(commons),
        "tables": inheriting.records_of(commons),
        "may_remove": request.user.is_authenticated and request.user.has_perm("commons.remove_name", commons),
    }
    return render(request, "commons/carrying/origin.html", context)


def _given(file: IO[bytes], commons: Commons) -> FileResponse:
    name = f"{slugify(commons.title)[:60] or 'commun'}.commun.zip"
    answer = FileResponse(file, content_type="application/zip", as_attachment=True, filename=name)
    answer["X-Robots-Tag"] = "noindex"
    return answer
