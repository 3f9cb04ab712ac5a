"""A table read at its address: given, how the reading goes, how often it is done again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from terreau.catalogue import actions
from terreau.catalogue.actions import addresses
from terreau.catalogue.forms.addresses import AddressForm, BringFromForm, PaceForm
from terreau.catalogue.queries import addresses as asked
from terreau.catalogue.queries import page
from terreau.catalogue.rules import in_charge
from terreau.catalogue.views.request import need_asked, person
from terreau.foundation.errors import TerreauError
from terreau.foundation.limits import limited

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

#: Readings asked for by one person.
PACE = "30/h"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("fetch-data", PACE, by="user", methods=("POST",))
def bring(request: HttpRequest) -> HttpResponse:
    """A table of one's own that stands on the web, for a new data set."""
    need = need_asked(request)
    form = BringFromForm(request.POST if request.method == "POST" else None, user=request.user)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            what = actions.For(organisation=form.organisation(), need=need)
            try:
                fetch = addresses.bring_from(
                    form.address(), what, by=person(request), key=form.cleaned_data.get("key")
                )
            except TerreauError as error:
                form.add_error("url", f"{error} {error.advice}")
                status = error.status
            else:
                return redirect("catalogue:address", fetch.distribution.dataset_id)
    return render(request, "catalogue/address/bring.html", {"form": form, "need": need}, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("fetch-data", PACE, by="user", methods=("POST",))
def address(request: HttpRequest, pk: int) -> HttpResponse:
    """How the reading goes, what was read before, and the address itself."""
    dataset = page.dataset_for(request.user, pk)
    by = person(request)
    actions.require(by, "catalogue.prepare_dataset", dataset)
    told = asked.told_of(dataset)
    table = told.table if told else None
    known = {"url": table.url, "refresh": table.refresh} if table else {}
    form = AddressForm(request.POST if request.method == "POST" else None, initial=known)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                addresses.give_address(pk, form.address(), by=by)
            except TerreauError as error:
                form.add_error("url", f"{error} {error.advice}")
                status = error.status
            else:
                messages.success(request, _("La lecture commence."))
                return redirect("catalogue:address", pk)
    context = {
        "form": form,
        "dataset": dataset,
        "told": told,
        "pace": PaceForm(initial=known, prefix=None, auto_id="pace_%s"),
        "may_give": bool(in_charge(by, dataset)),
    }
    return render(request, "catalogue/address/address.html", context, status=status)


@login_required
@require_POST
@limited("fetch-data", PACE, by="user")
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Read it now."""
    addresses.ask(pk, by=person(request))
    messages.success(request, _("La lecture commence."))
    return redirect("catalogue:address", pk)


@login_required
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop the reading that goes on."""
    addresses.cancel(pk, by=person(request))
    messages.success(request, _("C’est demandé : l’arrêt se fait au prochain pas."))
    return redirect("catalogue:address", pk)


@login_required
@require_POST
@limited("pace-data", "60/h", by="user")
def pace(request: HttpRequest, pk: int) -> HttpResponse:
    """How often it is read again."""
    form = PaceForm(request.POST)
    if form.is_valid():
        addresses.set_pace(pk, form.cleaned_data["refresh"], by=person(request))
        messages.success(request, _("C’est enregistré."))
    else:
        messages.error(request, _("Ce rythme n’est pas compris : rien n’a changé."))
    return redirect("catalogue:address", pk)


@login_required
@require_POST
@limited("pace-data", "60/h", by="user")
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Read it by itself no more."""
    addresses.stop_refreshing(pk, by=person(request))
    messages.success(request, _("Ce tableau n’est plus relu tout seul."))
    return redirect("catalogue:address", pk)


@login_required
@require_POST
@limited("pace-data", "60/h", by="user")
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Read it by itself again."""
    addresses.refresh_again(pk, by=person(request))
    messages.success(request, _("Ce tableau est de nouveau relu tout seul."))
    return redirect("catalogue:address", pk)


@login_required
@require_POST
@limited("pace-data", "60/h", by="user")
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """It is brought by hand from now on."""
    addresses.forget_address(pk, by=person(request))
    messages.success(request, _("L’adresse est oubliée ; ce qui a été lu reste."))
    return redirect("catalogue:address", pk)
