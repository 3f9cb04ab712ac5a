"""Organisations: found, read, declared, changed, verified."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from terreau.foundation.limits import limited
from terreau.foundation.slots import thing_panels
from terreau.people import actions, queries
from terreau.people.errors import AlreadyDeclaredError
from terreau.people.forms.organisations import OrganisationForm
from terreau.people.models import OrganisationKind
from terreau.people.pace import DECLARATIONS
from terreau.people.rules import require
from terreau.people.views.request import organisation_shown, sent, signed_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_GET
def organisations(request: HttpRequest) -> HttpResponse:
    words, kind = request.GET.get("mots", "")[:80], request.GET.get("sorte", "")
    kind = kind if kind in OrganisationKind.values else ""
    page = Paginator(queries.organisations(words, kind), 20).get_page(request.GET.get("page"))
    context = {"page": page, "words": words, "kind": kind, "kinds": OrganisationKind.choices}
    return render(request, "people/organisations.html", context)


@require_GET
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    shown = organisation_shown(slug)
    may = {
        right: request.user.has_perm(f"people.{right}", shown)
        for right in ("change_organisation", "see_members", "manage_members", "leave_organisation")
    }
    context = {
        "organisation": shown,
        "members": queries.members_of(shown, by_insider=False),
        "may": may,
        "may_verify": request.user.has_perm("people.verify_organisation"),
        "alike": queries.same_siren(shown) if request.user.has_perm("people.verify_organisation") else (),
        "panels": list(thing_panels.ask(request, shown)),
    }
    return render(request, "people/organisation.html", context)


@login_required
@limited("declare-organisation", DECLARATIONS, by="user", methods=("POST",))
def declare(request: HttpRequest) -> HttpResponse:
    form = OrganisationForm(sent(request), initial={"siren": request.GET.get("siren", "")[:9]})
    if form.is_valid():
        try:
            declared = actions.declare_organisation(signed_in(request), **form.cleaned_data)
        except AlreadyDeclaredError as error:
            form.add_error(None, f"{error} {error.advice}")
        else:
            messages.success(request, _("L’organisation est déclarée. Vous en êtes responsable."))
            return redirect(declared)
    return render(request, "people/declare.html", {"form": form})


@login_required
def change(request: HttpRequest, slug: str) -> HttpResponse:
    shown = organisation_shown(slug)
    require(request.user, "people.change_organisation", shown)
    kept = {name: getattr(shown, name) for name in ("name", "kind", "siren", "website")}
    form = OrganisationForm(sent(request), initial={**kept, "territory": shown.territory})
    if form.is_valid():
        try:
            changed = actions.change_organisation(signed_in(request), shown, **form.cleaned_data)
        except AlreadyDeclaredError as error:
            form.add_error(None, f"{error} {error.advice}")
        else:
            messages.success(request, _("C’est enregistré."))
            return redirect(changed)
    return render(request, "people/change_organisation.html", {"form": form, "organisation": shown})


@login_required
@require_POST
def verify(request: HttpRequest, slug: str) -> HttpResponse:
    shown = organisation_shown(slug)
    actions.verify_organisation(signed_in(request), shown)
    messages.success(request, _("L’organisation est vérifiée."))
    return redirect(shown)


@login_required
@require_POST
def unverify(request: HttpRequest, slug: str) -> HttpResponse:
    shown = organisation_shown(slug)
    actions.withdraw_verification(signed_in(request), shown)
    messages.success(request, _("L’organisation n’est plus vérifiée."))
    return redirect(shown)
