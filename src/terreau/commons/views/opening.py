"""Opening a commons: described in a few answers, looked at, published; the account comes last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from terreau.commons import actions
from terreau.commons.forms.beginning import BegunForm
from terreau.commons.forms.commons import MOST_KEPT, GroupForm, OpenForm
from terreau.foundation.limits import limited
from terreau.needs.forms.filters import whole
from terreau.needs.models import Need, Theme
from terreau.needs.views.request import person, refuse_large
from terreau.participation.kinds import visible
from terreau.participation.pace import keep_pace_together
from terreau.territories.queries import home, label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse

#: What waits in the session: fields of the form, and what is said of the file they were read from.
KEPT, READ = "commons.written", "commons.read"


@require_http_methods(["GET", "HEAD", "POST"])
@limited("open-commons", "60/h", by="user-or-network", methods=("POST",))
def open_commons(request: HttpRequest) -> HttpResponse:
    """The form, then the commons; what a visitor writes waits for them to sign in."""
    if request.method != "POST":
        start = _beginning(request)
        return _form(request, _form_for(start)(initial=start, user=request.user))
    refuse_large(request)
    form = _form_for(request.POST)(request.POST, user=request.user)
    if not form.is_valid():
        return _form(request, form, status=422)
    if not request.user.is_authenticated:
        return _sign_in_first(request, form)
    return _publish(request, form)


@login_required
@permission_required("commons.open_for_someone", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
@limited("key-in-commons", "60/h", by="user", methods=("POST",))
def key_in(request: HttpRequest) -> HttpResponse:
    """Key in the sheet of a group that has no account."""
    if request.method != "POST":
        form = GroupForm(initial=_beginning(request), user=request.user)
        return render(request, "commons/key_in.html", {"form": form})
    refuse_large(request)
    form = GroupForm(request.POST, user=request.user)
    if not form.is_valid():
        return render(request, "commons/key_in.html", {"form": form}, status=422)
    return _publish(request, form)


def _beginning(request: HttpRequest) -> dict[str, Any]:
    """What the form opens with: what was being written, or the need the address names."""
    asked = request.GET
    start: dict[str, Any] = {"title": asked.get("titre", "")[:120], "theme": Theme.OTHER}
    start["territories"] = asked.get("territoire", "")[:100] or _home()
    if need := _need(asked.get("besoin", "")):
        start |= {"needs": str(need.pk), "theme": need.theme}
        start["territories"] = ", ".join(place["name"] for place in need.places)
    kept = dict(request.session.get(KEPT, {})) if request.session.session_key else {}
    return {"key": uuid4(), **start, **kept}


def _form_for(said: Mapping[str, Any]) -> type[OpenForm]:
    """The form, longer when a file was read into it."""
    return BegunForm if said.get("begun") else OpenForm


def _need(said: str) -> Need | None:
    return visible(Need.objects.filter(pk=whole(said))).order_by().first() if whole(said) else None


def _home() -> str:
    territory = home()
    return label(territory) if territory else ""


def _form(request: HttpRequest, form: OpenForm, status: int = 200) -> HttpResponse:
    need = _need(request.GET.get("besoin", ""))
    may_key_in = request.user.is_authenticated and request.user.has_perm("commons.open_for_someone")
    found = KEPT in request.session
    read = request.session.get(READ) if isinstance(form, BegunForm) else None
    context = {"form": form, "need": need, "found": found, "may_key_in": may_key_in, "read": read}
    return render(request, "commons/open.html", context, status=status)


def _sign_in_first(request: HttpRequest, form: OpenForm) -> HttpResponse:
    written = form.written
    if sum(len(str(value)) for value in written.values()) <= MOST_KEPT:
        request.session[KEPT] = written
    return redirect_to_login(reverse("commons:open"))


def _publish(request: HttpRequest, form: OpenForm) -> HttpResponse:
    author = person(request)
    keep_pace_together(request, author, "\n".join(map(str, form.written.values())))
    commons = actions.open_commons(
        form.description(), by=author, key=form.cleaned_data.get("key"), voice=form.chosen_voice()
    )
    for name in (KEPT, READ):
        request.session.pop(name, None)
    messages.success(request, _("C’est publié : tout le monde peut déjà lire cette page, et la suivre."))
    return redirect(f"{commons.get_absolute_url()}?ouvert=1")
