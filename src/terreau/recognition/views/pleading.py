"""Ask for a badge, and answer those who ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from terreau.foundation.limits import limited
from terreau.people.rules import require
from terreau.recognition import actions
from terreau.recognition.errors import PleaOpenError
from terreau.recognition.forms.award import PleaForm, ReasonForm
from terreau.recognition.models import Plea
from terreau.recognition.queries import page
from terreau.recognition.views.request import person

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("plead", "20/h", by="user", methods=("POST",))
def plead(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a badge: what one did, and what shows it."""
    who, badge = person(request), page.badge(pk)
    form = PleaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.plead(badge, by=who, story=form.cleaned_data["story"], evidence=form.evidence())
        except PleaOpenError as fault:
            form.add_error(None, f"{fault} {fault.advice}")
        else:
            messages.success(request, _("Votre demande est partie. La réponse arrivera dans « Mon espace »."))
            return redirect(badge)
    context = {"form": form, "badge": badge}
    return render(request, "recognition/plead.html", context, status=422 if request.method == "POST" else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a request, and say yes or no with a reason."""
    who = person(request)
    plea = get_object_or_404(
        Plea.objects.select_related("achievement__issuer__organisation", "user"), pk=min(pk, 2**63 - 1)
    )
    require(who, "recognition.answer_pleas", plea.achievement)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if request.POST.get("reponse") == "oui":
            actions.grant(plea, by=who, reason=reason)
            messages.success(request, _("Le badge est donné."))
        else:
            actions.decline(plea, by=who, reason=reason)
            messages.success(request, _("La demande est refusée ; la personne lira votre raison."))
        return redirect(plea.achievement)
    context = {"form": form, "plea": plea, "badge": plea.achievement}
    return render(
        request, "recognition/answer.html", context, status=422 if request.method == "POST" else 200
    )
