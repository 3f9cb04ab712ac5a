"""What people do around published data: say that they use them, say that a cell is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from terreau.catalogue import actions
from terreau.catalogue.forms.acts import CorrectionForm, UseForm
from terreau.catalogue.forms.describing import ReasonForm
from terreau.catalogue.queries import page
from terreau.catalogue.queries.corrections import cells_of, correction
from terreau.catalogue.queries.rows import table_of
from terreau.catalogue.views.request import person
from terreau.foundation.errors import TerreauError
from terreau.foundation.limits import limited

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


#: What the field of a correction holds.
_LONGEST = 1_000


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("declare-use", "60/h", by="user", methods=("POST",))
def declare_use(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a line to the public register of uses."""
    dataset = page.dataset_for(request.user, pk)
    form = UseForm(request.POST if request.method == "POST" else None, user=person(request))
    if request.method == "POST" and form.is_valid():
        actions.declare_use(pk, form.reliance(), by=person(request))
        messages.success(request, _("C’est inscrit au registre des usages. Merci de le dire."))
        return redirect(dataset)
    status = 422 if request.method == "POST" else 200
    return render(request, "catalogue/use.html", {"form": form, "dataset": dataset}, status=status)


@login_required
@require_POST
def remove_use(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a line off the register, with a public reason."""
    dataset = actions.remove_use(pk, by=person(request), reason=request.POST.get("reason", ""))
    messages.success(request, _("C’est retiré du registre, et le journal dit pourquoi."))
    return redirect("catalogue:dataset", dataset)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("suggest-correction", "60/h", by="user", methods=("POST",))
def suggest(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Say that a cell of a row is wrong."""
    table = table_of(request.user, pk)
    columns = cells_of(table.version, number)
    asked = dict(columns).get(name := request.GET.get("colonne", ""))
    known = None if asked is None else {"field": name, "after": asked[:_LONGEST]}
    form = CorrectionForm(request.POST if request.method == "POST" else None, columns=columns, initial=known)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            told = form.cleaned_data
            try:
                actions.suggest(
                    table.version,
                    number,
                    told["field"],
                    told["after"],
                    by=person(request),
                    reason=told["reason"],
                )
            except TerreauError as error:
                form.add_error(None, f"{error} {error.advice}")
                status = error.status
            else:
                messages.success(request, _("C’est proposé. La personne qui répond de ces données décidera."))
                return redirect(f"{table.dataset.get_absolute_url()}#corrections")
    context = {"form": form, "dataset": table.dataset, "number": number}
    return render(request, "catalogue/suggest.html", context, status=status)


@login_required
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """The one gesture."""
    found = actions.accept_correction(pk, by=person(request))
    messages.success(request, _("C’est corrigé et publié ; l’ancienne version reste."))
    return redirect(f"{found.version.distribution.dataset.get_absolute_url()}#corrections")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave the cell as it is, and say why."""
    found = correction(pk)
    dataset = found.version.distribution.dataset
    actions.require(person(request), "catalogue.decide_correction", dataset)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.refuse_correction(pk, by=person(request), reason=form.cleaned_data["reason"])
        messages.success(request, _("La case reste comme elle est, et votre raison est publique."))
        return redirect(dataset)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "dataset": dataset, "correction": found}
    return render(request, "catalogue/refuse.html", context, status=status)
