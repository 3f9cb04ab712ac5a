"""Bring a table in: choose it, send it; its report comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from terreau.catalogue import actions
from terreau.catalogue.forms.bringing import BringForm
from terreau.catalogue.models import Job
from terreau.catalogue.queries import page
from terreau.catalogue.views.request import LAST_FIELD, need_asked, person, sent_table
from terreau.foundation.errors import TerreauError
from terreau.foundation.limits import limited
from terreau.participation.file_errors import CutUploadError

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from terreau.catalogue.models import Dataset

#: Tables of one person.
PACE = "60/h"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("bring-data", PACE, by="user", methods=("POST",))
def bring(request: HttpRequest) -> HttpResponse:
    """A table of one's own, for a new data set."""
    return _bring(request, None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("bring-data", PACE, by="user", methods=("POST",))
def bring_again(request: HttpRequest, pk: int) -> HttpResponse:
    """A newer table for data that are here already."""
    dataset = page.dataset_for(request.user, pk)
    actions.require(person(request), "catalogue.prepare_dataset", dataset)
    return _bring(request, dataset)


def _bring(request: HttpRequest, dataset: Dataset | None) -> HttpResponse:
    need = need_asked(request)
    sent = request.method == "POST"
    form = BringForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        user=request.user,
        known=dataset is not None,
    )
    status = 200
    if sent:
        try:
            return redirect(_brought(request, form, dataset))
        except TerreauError as error:
            form.is_valid()
            form.add_error("file", f"{error} {error.advice}")
            status = error.status
    # A file that is not there is answered by a sentence of ours, so the form itself lets it pass until here.
    form.fields["file"].required = True
    context = {"form": form, "need": need, "dataset": dataset}
    return render(request, "catalogue/bring.html", context, status=status)


def _brought(request: HttpRequest, form: BringForm, dataset: Dataset | None) -> str:
    if LAST_FIELD not in request.POST:
        raise CutUploadError
    form.is_valid()
    table = sent_table(request)
    what = actions.For(
        dataset=dataset.pk if dataset else None,
        organisation=None if dataset else form.organisation(),
        need=None if dataset else need_asked(request),
    )
    version = actions.bring(table, what, by=person(request), key=form.cleaned_data.get("key"))
    if not version.job:
        actions.go_on(version.pk, Job.CHECK)
    return version.get_absolute_url()
