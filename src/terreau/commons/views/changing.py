"""Changing the sheet of a commons, and what it looks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from terreau.commons import actions
from terreau.commons.errors import CommonsChangedError, WishGoneError
from terreau.commons.forms.acts import EndWishForm, WishForm
from terreau.commons.forms.commons import EditForm
from terreau.commons.models import Commons, Means, Side
from terreau.commons.queries import page
from terreau.foundation.errors import NotAllowedError
from terreau.foundation.limits import limited
from terreau.needs.views.request import person, refuse_large
from terreau.participation.pace import keep_pace_together

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("edit-commons", "120/h", by="user", methods=("POST",))
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what the sheet says; when somebody else did meanwhile, show what and keep what was typed."""
    refuse_large(request)
    commons, author = page.commons(pk), person(request)
    _require_change(request, commons)
    form = EditForm(request.POST or None, commons=commons)
    if request.method != "POST" or not form.is_valid():
        return _show(request, commons, form)
    keep_pace_together(request, author, "\n".join(map(str, form.written.values())))
    said = form.cleaned_data
    try:
        actions.edit(pk, form.description(), by=author, version=said["version"], reason=said["reason"])
    except CommonsChangedError as error:
        return _show(request, commons, EditForm(_renewed(request.POST, commons), commons=commons), error)
    messages.success(request, _("Vos changements sont publiés ; l’ancien texte reste dans l’historique."))
    return redirect(commons)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("wish-commons", "120/h", by="user", methods=("POST",))
def say_wish(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what the commons looks for or offers."""
    commons, author = page.commons(pk), person(request)
    _require_change(request, commons)
    form = WishForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        context = {"commons": commons, "form": form}
        return render(request, "commons/wish.html", context, status=422 if request.method == "POST" else 200)
    said = form.cleaned_data
    actions.say_wish(pk, Side(said["side"]), Means(said["means"]), said["words"], by=author)
    messages.success(request, _("C’est dit sur la fiche."))
    return redirect(commons)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end_wish(request: HttpRequest, pk: int, wish_pk: int) -> HttpResponse:
    """Take a wish off the sheet, with what came of it."""
    commons, author = page.commons(pk), person(request)
    _require_change(request, commons)
    wish = commons.wishes.filter(pk=wish_pk, ended_at=None).first()
    if wish is None:
        raise WishGoneError
    form = EndWishForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "commons/end_wish.html", {"commons": commons, "wish": wish, "form": form})
    actions.end_wish(pk, wish_pk, by=author, outcome=form.cleaned_data["outcome"])
    messages.success(request, _("C’est retiré de la fiche."))
    return redirect(commons)


def _require_change(request: HttpRequest, commons: Commons) -> None:
    if not person(request).has_perm("commons.change_commons", commons):
        raise NotAllowedError


def _renewed(typed: QueryDict, commons: Commons) -> QueryDict:
    """What was typed, on top of the version that is now shown."""
    renewed = typed.copy()
    renewed["version"] = str(commons.version)
    return renewed


def _show(
    request: HttpRequest, commons: Commons, form: EditForm, conflict: CommonsChangedError | None = None
) -> HttpResponse:
    status = 409 if conflict else 422 if request.method == "POST" else 200
    context = {"commons": commons, "form": form, "conflict": conflict}
    return render(request, "commons/edit.html", context, status=status)
