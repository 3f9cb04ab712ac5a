"""Saying "me too", with an account or on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from terreau.foundation.errors import NotFoundError
from terreau.foundation.limits import limited
from terreau.needs import actions
from terreau.needs.forms.acts import PaperCorrectionForm, PaperCountForm
from terreau.needs.queries import page
from terreau.needs.views.request import person

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("support-need", "120/h", by="user", methods=("POST",))
def support(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm, then count: a visitor who had to sign in lands here."""
    if request.method != "POST":
        need = page.need(pk)
        context = {"need": need, "supported": page.supports_it(request.user, need)}
        return render(request, "needs/support.html", context)
    need = actions.support(pk, by=person(request))
    messages.success(request, _("Votre soutien est compté. Vous pouvez le retirer quand vous voulez."))
    return redirect(need)


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's support back."""
    need = actions.withdraw(pk, by=person(request))
    messages.success(request, _("Votre soutien est retiré ; il n’en reste pas de trace."))
    return redirect(need)


@login_required
@permission_required("needs.count_on_paper", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def count_on_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter people counted on a sheet."""
    need, author = page.need(pk), person(request)
    form = PaperCountForm(request.POST or None, user=author, initial={"key": uuid4()})
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "needs/paper_count.html", {"need": need, "form": form}, status=status)
    counted = form.cleaned_data
    paper = actions.count_on_paper(
        need.pk,
        counted["count"],
        place=counted["place"],
        date=counted["date"],
        by=author,
        organisation=form.organisation(),
        key=counted.get("key"),
    )
    said = ngettext("%(n)s personne est comptée.", "%(n)s personnes sont comptées.", paper.count)
    messages.success(request, said % {"n": paper.count})
    return redirect(paper.need)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct_paper_count(request: HttpRequest, pk: int, paper_pk: int) -> HttpResponse:
    """Correct a number, with a public reason."""
    need = page.need(pk)
    paper = next((one for one in page.paper_counts(need) if one.pk == paper_pk), None)
    if paper is None:
        raise NotFoundError
    form = PaperCorrectionForm(request.POST or None, initial={"count": paper.count})
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        context = {"need": need, "paper": paper, "form": form}
        return render(request, "needs/paper_correction.html", context, status=status)
    corrected = form.cleaned_data
    actions.correct_paper_count(paper_pk, corrected["count"], by=person(request), reason=corrected["reason"])
    messages.success(request, _("Le nombre est corrigé ; l’ancien reste dans l’historique."))
    return redirect(need)
