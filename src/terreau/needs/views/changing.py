"""Changing a need: its text, or its state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from terreau.foundation.errors import NotAllowedError
from terreau.needs import actions
from terreau.needs.errors import ChangedMeanwhileError
from terreau.needs.forms.acts import StateForm
from terreau.needs.forms.need import EditForm
from terreau.needs.models import State
from terreau.needs.queries import page
from terreau.needs.rules import possible_states
from terreau.needs.views.request import person, refuse_large

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest, HttpResponse

    from terreau.needs.models import Need


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what the need says; when somebody else did meanwhile, show what and keep what was typed."""
    refuse_large(request)
    need, author = page.need(pk), person(request)
    if not author.has_perm("needs.change_need", need):
        raise NotAllowedError
    form = EditForm(request.POST or None, need=need)
    if request.method != "POST" or not form.is_valid():
        return _show(request, "needs/edit.html", need, form)
    try:
        said = form.cleaned_data
        actions.edit(pk, form.telling(), by=author, version=said["version"], reason=said["reason"])
    except ChangedMeanwhileError as error:
        renewed = EditForm(_renewed(form, need), need=need)
        return _show(request, "needs/edit.html", need, renewed, error)
    messages.success(request, _("Vos changements sont publiés ; l’ancien texte reste dans l’historique."))
    return redirect(f"{need.get_absolute_url()}?publie=1")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_state(request: HttpRequest, pk: int) -> HttpResponse:
    """Move the need along its road, with a public reason."""
    need, author = page.need(pk), person(request)
    states = possible_states(author, need)
    if not states:
        raise NotAllowedError
    form = StateForm(request.POST or None, states=[*State] if request.POST else states, version=need.version)
    if request.method != "POST" or not form.is_valid():
        return _show(request, "needs/state.html", need, form)
    said = form.cleaned_data
    try:
        actions.change_state(
            pk, State(said["state"]), by=author, version=said["version"], reason=said["reason"]
        )
    except ChangedMeanwhileError as error:
        renewed = StateForm(_renewed(form, need), states=states, version=need.version)
        return _show(request, "needs/state.html", need, renewed, error)
    messages.success(request, _("Le nouvel état est publié, avec sa raison."))
    return redirect(need)


def _renewed(form: forms.Form, need: Need) -> dict[str, object]:
    """What was typed, on top of the version that is now shown."""
    return {**{name: form.data[name] for name in form.data}, "version": need.version}


def _show(
    request: HttpRequest,
    template: str,
    need: Need,
    form: forms.Form,
    conflict: ChangedMeanwhileError | None = None,
) -> HttpResponse:
    """The form, with what is wrong or what changed meanwhile."""
    status = conflict.status if conflict else 422 if request.method == "POST" else 200
    context = {"need": need, "state": State(need.state).label, "form": form, "conflict": conflict}
    return render(request, template, context, status=status)
