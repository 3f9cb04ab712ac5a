"""The history of anything: its versions, what each one changed, and putting one back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from terreau.foundation.errors import NotAllowedError
from terreau.foundation.limits import limited
from terreau.participation import actions
from terreau.participation.editables import editable_named
from terreau.participation.forms.history import RestoreForm
from terreau.participation.pace import RESTORES
from terreau.participation.queries import history as versions
from terreau.participation.views.request import person
from terreau.people.models import User

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from terreau.participation.editables import Editable


@require_safe
@limited("history", "240/m", by="network")
def history(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Every version, the latest first: when, who, why, what."""
    editable = editable_named(slug)
    thing = editable.find(key)
    found = versions.versions_of(editable, thing, request.GET.get("page", 1))
    context = {**_about(editable, thing, key), "versions": found.versions, "page": found.page}
    return render(request, "participation/history/history.html", context)


@require_safe
@limited("history", "240/m", by="network")
def version(request: HttpRequest, slug: str, key: str, number: int) -> HttpResponse:
    """What one version changed, and all it says."""
    editable = editable_named(slug)
    thing = editable.find(key)
    row = versions.version_of(editable, thing, number)
    old = versions.before(editable, thing, row)
    shown = versions.told(editable, thing, row, old)
    context = {
        **_about(editable, thing, key),
        "version": shown,
        "before": old.history_id if old else None,
        "changes": versions.changes(editable, old, row) if old else [],
        "whole": versions.whole(editable, row),
        "may_restore": not shown.is_last and _may_restore(request, editable, thing),
    }
    return render(request, "participation/history/version.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("restore", RESTORES, by="user", methods=("POST",))
def restore(request: HttpRequest, slug: str, key: str, number: int) -> HttpResponse:
    """Show what would change, ask why, put the version back."""
    editable = editable_named(slug)
    thing, by = editable.find(key), person(request)
    if not editable.may_restore(by, thing):
        raise NotAllowedError
    last = versions.last_number(thing)
    form = RestoreForm(request.POST or None, initial={"seen": last})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.restore(editable, key, number, by=by, seen=said["seen"], reason=said["reason"])
        messages.success(request, _("Cette version est de nouveau en place ; celle d’avant reste lisible."))
        return redirect("participation:history", slug, key)
    then = versions.version_of(editable, thing, number)
    context = {
        **_about(editable, thing, key),
        "form": form,
        "version": versions.told(editable, thing, then, None),
        "changes": versions.changes(editable, versions.version_of(editable, thing, last), then),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "participation/history/restore.html", context, status=status)


def _may_restore(request: HttpRequest, editable: Editable, thing: Any) -> bool:
    return isinstance(request.user, User) and editable.may_restore(request.user, thing)


def _about(editable: Editable, thing: Any, key: str) -> dict[str, Any]:
    return {
        "kind": editable,
        "key": key,
        "title": editable.title(thing),
        "thing_url": editable.url(thing),
        "here": reverse("participation:history", args=(editable.slug, key)),
    }
