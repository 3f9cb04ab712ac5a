"""Describe a data set, publish it, withdraw it, forget a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from terreau.catalogue import actions
from terreau.catalogue.forms.describing import ChangeForm, DescribeForm, PublishForm, ReasonForm
from terreau.catalogue.models import State
from terreau.catalogue.queries import page, reports
from terreau.catalogue.queries.period import days_told
from terreau.catalogue.views.request import person
from terreau.foundation.errors import TerreauError
from terreau.foundation.limits import limited
from terreau.territories.queries import home, label

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("describe-data", "120/h", by="user", methods=("POST",))
def describe(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what the data are; for a draft, publishing comes next."""
    dataset = page.dataset_for(request.user, pk)
    draft = dataset.state == State.DRAFT
    by = person(request)
    actions.require(by, "catalogue.prepare_dataset" if draft else "catalogue.change_dataset", dataset)
    here = home()
    days = days_told(dataset) if draft else None
    form = (DescribeForm if draft else ChangeForm)(
        request.POST or None, dataset=dataset, where=label(here) if here else "", days=days
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            told = form.cleaned_data
            try:
                actions.describe(
                    pk, form.telling(), by=by, version=told["version"], reason=told.get("reason", "")
                )
            except TerreauError as error:
                form.add_error(None, f"{error} {error.advice}")
                status = error.status
            else:
                return redirect("catalogue:publish", pk) if draft else redirect(dataset)
    context = {"form": form, "dataset": dataset, "draft": draft}
    return render(request, "catalogue/describe.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("publish-data", "60/h", by="user", methods=("POST",))
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """What everyone will read, then the button."""
    dataset = page.dataset_for(request.user, pk)
    by = person(request)
    actions.require(by, "catalogue.prepare_dataset", dataset)
    form = PublishForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                told = form.cleaned_data
                actions.publish(pk, by=by, embargo_until=told["embargo_until"], reason=told["reason"])
            except TerreauError as error:
                form.add_error(None, f"{error} {error.advice}")
                status = error.status
            else:
                messages.success(request, _("C’est publié. Merci : ces données servent maintenant à tous."))
                return redirect(dataset)
    context = {
        "form": form,
        "dataset": dataset,
        "version": reports.in_hand(pk),
        "may_publish": by.has_perm("catalogue.publish_dataset", dataset),
    }
    return render(request, "catalogue/publish.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take published data away from everyone, with a public reason."""
    dataset = page.dataset_for(request.user, pk)
    by = person(request)
    actions.require(by, "catalogue.withdraw_dataset", dataset)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.withdraw(pk, by=by, reason=form.cleaned_data["reason"])
        messages.success(request, _("Ces données sont retirées ; leur page dit pourquoi."))
        return redirect("catalogue:list")
    status = 422 if request.method == "POST" else 200
    return render(request, "catalogue/withdraw.html", {"form": form, "dataset": dataset}, status=status)


@login_required
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a draft and its file."""
    page.dataset_for(request.user, pk)
    actions.discard(pk, by=person(request))
    messages.success(request, _("Ce fichier en préparation est oublié."))
    return redirect("catalogue:list")
