"""Invitations: sent by an organisation, answered by the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from terreau.people import actions, queries
from terreau.people.forms.organisations import InvitationForm
from terreau.people.models import Role
from terreau.people.rules import require
from terreau.people.views.request import organisation_at, organisation_shown, sent, signed_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@never_cache
@login_required
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    shown = organisation_shown(slug)
    require(request.user, "people.manage_members", shown)
    form = InvitationForm(sent(request))
    if form.is_valid():
        email, role = form.cleaned_data["email"], Role(form.cleaned_data["role"])
        actions.invite(signed_in(request), shown, email=email, role=role)
        # Without the address: a message may wait in a cookie.
        messages.success(request, _("L’invitation est partie."))
        return redirect("people:members", slug)
    return render(request, "people/invite.html", {"organisation": shown, "form": form})


@login_required
@require_POST
def withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    actions.withdraw_invitation(signed_in(request), organisation_at(slug), pk)
    messages.success(request, _("L’invitation est retirée : son lien ne marche plus."))
    return redirect("people:members", slug)


@never_cache
@require_GET
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Read an invitation; only a button answers it, as mail programs open links by themselves."""
    return render(
        request, "people/invitation.html", {"invitation": queries.open_invitation(token), "token": token}
    )


@login_required
@require_POST
def accept(request: HttpRequest, token: str) -> HttpResponse:
    joined = actions.accept_invitation(signed_in(request), token)
    messages.success(request, _("Vous êtes membre de « {organisation} ».").format(organisation=joined.name))
    return redirect(joined)


@require_POST
def refuse(request: HttpRequest, token: str) -> HttpResponse:
    actions.refuse_invitation(token)
    messages.success(request, _("L’invitation est refusée ; votre adresse est oubliée."))
    return redirect("people:organisations")
