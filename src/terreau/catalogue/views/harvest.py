"""Catalogues of other portals: which are read here, what was read, by whom they are added and read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from terreau.catalogue.actions import sources as actions
from terreau.catalogue.errors import KnownSourceError
from terreau.catalogue.forms.harvest import SourceForm, SourceWordsForm
from terreau.catalogue.queries import elsewhere
from terreau.foundation.limits import limited
from terreau.needs.forms.filters import whole
from terreau.needs.views.request import person

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """The catalogues read here, when they were read, what went wrong."""
    context = {
        "sources": elsewhere.sources(),
        "may_harvest": request.user.has_perm("catalogue.harvest"),
    }
    return render(request, "catalogue/harvest/sources.html", context)


@require_safe
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """One catalogue: its last readings and what it announces."""
    found = elsewhere.source(pk)
    page = elsewhere.page_of(found, whole(request.GET.get("page", "1")))
    runs = elsewhere.runs_of(found)
    context = {
        "source": found,
        "runs": runs,
        "going_on": next((run for run in runs if run.ended_at is None), None),
        "page": page,
        "lines": elsewhere.lines(page.object_list),
        "may_harvest": request.user.has_perm("catalogue.harvest"),
    }
    return render(request, "catalogue/harvest/source.html", context)


@require_safe
def dataset(request: HttpRequest, pk: int) -> HttpResponse:
    """A data set of another portal: what it says, where it is published, what it follows."""
    found = elsewhere.dataset(pk)
    context = {
        "dataset": found,
        "ways": elsewhere.ways_of(found),
        "standards": elsewhere.standards_of(found),
        "licence": elsewhere.licence_of(found),
        "frequency": elsewhere.frequency_of(found),
    }
    return render(request, "catalogue/harvest/dataset.html", context)


@login_required
@permission_required("catalogue.harvest", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
@limited("harvest", "60/h", by="user", methods=("POST",))
def add(request: HttpRequest) -> HttpResponse:
    """Read one more catalogue: first as a trial, that changes nothing."""
    form = SourceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            added = actions.add_source(said["url"], said["title"], said["every"], by=person(request))
        except KnownSourceError as error:
            form.add_error("url", f"{error} {error.advice}")
        else:
            actions.ask(added.pk, by=person(request), is_trial=True)
            messages.success(request, _("Un essai commence : il dira ce que la lecture apporterait."))
            return redirect("catalogue:source", added.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "catalogue/harvest/add.html", {"form": form}, status=status)


@login_required
@permission_required("catalogue.harvest", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """How it is called, how often it is read."""
    found = elsewhere.source(pk)
    form = SourceWordsForm(request.POST or None, initial={"title": found.title, "every": found.every})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.change_source(pk, said["title"], said["every"], by=person(request))
        return redirect("catalogue:source", pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "catalogue/harvest/change.html", {"form": form, "source": found}, status=status)


@login_required
@require_POST
@limited("harvest", "60/h", by="user")
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Read it now, for good or as a trial."""
    is_trial = bool(request.POST.get("essai"))
    actions.ask(pk, by=person(request), is_trial=is_trial)
    said = _("L’essai commence.") if is_trial else _("La lecture commence.")
    messages.success(request, said)
    return redirect("catalogue:source", pk)


@login_required
@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop the reading after the page being read."""
    actions.stop(pk, by=person(request))
    messages.success(request, _("La lecture s’arrête après la page en cours."))
    return redirect("catalogue:source", pk)


@login_required
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a catalogue and all that was read in it."""
    actions.remove_source(pk, by=person(request))
    messages.success(request, _("Ce catalogue n’est plus lu ici."))
    return redirect("catalogue:sources")
