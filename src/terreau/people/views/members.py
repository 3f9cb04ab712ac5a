"""Members of an organisation, for those inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from terreau.people import actions, queries
from terreau.people.forms.organisations import InvitationForm, RoleForm
from terreau.people.models import Role
from terreau.people.rules import require
from terreau.people.views.request import organisation_at, person_at, signed_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@never_cache
@login_required
@require_GET
def members(request: HttpRequest, slug: str) -> HttpResponse:
    shown = organisation_at(slug)
    require(request.user, "people.see_members", shown)
    manages = request.user.has_perm("people.manage_members", shown)
    context = {
        "organisation": shown,
        "members": queries.members_of(shown, by_insider=True),
        "manages": manages,
        "belongs": request.user.has_perm("people.leave_organisation", shown),
        "roles": Role.choices,
        "form": InvitationForm(),
        "invitations": queries.open_invitations_of(shown) if manages else (),
    }
    return render(request, "people/members.html", context)


@login_required
@require_POST
def role(request: HttpRequest, slug: str, handle: str) -> HttpResponse:
    form = RoleForm(request.POST)
    if not form.is_valid():
        raise Http404
    shown, chosen = organisation_at(slug), Role(form.cleaned_data["role"])
    actions.change_role(signed_in(request), shown, person_at(handle), chosen)
    messages.success(request, _("Le rôle est changé."))
    return _back(request, slug)


@login_required
@require_POST
def hand_over(request: HttpRequest, slug: str, handle: str) -> HttpResponse:
    actions.hand_over(signed_in(request), organisation_at(slug), person_at(handle))
    messages.success(request, _("L’organisation a une nouvelle personne responsable."))
    return _back(request, slug)


@login_required
@require_POST
def remove(request: HttpRequest, slug: str, handle: str) -> HttpResponse:
    actions.remove_member(signed_in(request), organisation_at(slug), person_at(handle))
    messages.success(request, _("Cette personne n’est plus membre de l’organisation."))
    return _back(request, slug)


@never_cache
@login_required
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    shown = organisation_at(slug)
    require(request.user, "people.leave_organisation", shown)
    if request.method == "POST":
        actions.leave_organisation(signed_in(request), shown)
        messages.success(request, _("Vous avez quitté l’organisation."))
        return redirect(shown)
    return render(request, "people/leave.html", {"organisation": shown})


def _back(request: HttpRequest, slug: str) -> HttpResponse:
    # Who has just taken themself out no longer sees the members.
    inside = request.user.has_perm("people.see_members", organisation_at(slug))
    return redirect("people:members" if inside else "people:organisation", slug)
