"""Open sign-ins, ended one by one or all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from terreau.people import actions, queries
from terreau.people.browsers import in_words
from terreau.people.views.request import signed_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@never_cache
@login_required
@require_GET
def sign_ins(request: HttpRequest) -> HttpResponse:
    shown = [
        {
            "pk": sign_in.pk,
            "since": sign_in.created_at,
            "browser": in_words(sign_in.user_agent),
            "network": sign_in.ip,
            "here": sign_in.session_key == request.session.session_key,
        }
        for sign_in in queries.sign_ins_of(signed_in(request))
    ]
    return render(request, "people/sign_ins.html", {"sign_ins": shown})


@login_required
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    if actions.end_sign_in(signed_in(request), pk):
        messages.success(request, _("Cette connexion est fermée."))
    return redirect("people:sign_ins")


@login_required
@require_POST
def end_all(request: HttpRequest) -> HttpResponse:
    """Close every sign-in, this one included."""
    actions.end_sign_ins(signed_in(request))
    logout(request)
    messages.success(request, _("Toutes vos connexions sont fermées, celle-ci aussi."))
    return redirect("account_login")
