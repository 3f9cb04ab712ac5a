"""The stewards' desk: what awaits them, people, roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from terreau.foundation.slots import steward_panels
from terreau.people import actions, queries
from terreau.people.forms.persons import BlockForm
from terreau.people.rules import require
from terreau.people.views.request import person_at, signed_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@never_cache
@login_required
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.see_stewards_desk")
    context = {"panels": list(steward_panels.ask(request)), "stewards": queries.stewards()}
    return render(request, "people/stewards.html", context)


@never_cache
@login_required
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    require(request.user, "people.see_stewards_desk")
    words = request.GET.get("mots", "")[:254]
    page = Paginator(queries.people(words), 20).get_page(request.GET.get("page"))
    return render(request, "people/people.html", {"page": page, "words": words})


@never_cache
@login_required
@require_GET
def person(request: HttpRequest, handle: str) -> HttpResponse:
    require(request.user, "people.see_stewards_desk")
    return _person(request, handle, BlockForm())


@never_cache
@login_required
@require_POST
def block(request: HttpRequest, handle: str) -> HttpResponse:
    shown, form = person_at(handle), BlockForm(request.POST)
    require(request.user, "people.block_user", shown)
    if not form.is_valid():
        return _person(request, handle, form)
    actions.block(signed_in(request), shown, form.cleaned_data["reason"])
    messages.success(request, _("Ce compte est bloqué et ses connexions sont fermées."))
    return redirect("people:person", handle)


@login_required
@require_POST
def unblock(request: HttpRequest, handle: str) -> HttpResponse:
    actions.unblock(signed_in(request), person_at(handle))
    messages.success(request, _("Ce compte n’est plus bloqué."))
    return redirect("people:person", handle)


@login_required
@require_POST
def appoint(request: HttpRequest, handle: str) -> HttpResponse:
    actions.appoint_steward(signed_in(request), person_at(handle))
    messages.success(request, _("Cette personne anime maintenant le territoire."))
    return redirect("people:person", handle)


@login_required
@require_POST
def dismiss(request: HttpRequest, handle: str) -> HttpResponse:
    by, shown = signed_in(request), person_at(handle)
    actions.dismiss_steward(by, shown)
    messages.success(request, _("Cette personne n’anime plus le territoire."))
    return redirect("people:me") if shown.pk == by.pk else redirect("people:person", handle)


def _person(request: HttpRequest, handle: str, form: BlockForm) -> HttpResponse:
    shown = person_at(handle)
    context = {
        "person": shown,
        "belongings": queries.belongings_of(shown),
        "form": form,
        "may_block": request.user.has_perm("people.block_user", shown),
        "is_me": shown.pk == request.user.pk,
    }
    return render(request, "people/person.html", context)
