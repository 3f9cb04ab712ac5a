"""The desk of those who moderate: the queue, one case, the people who help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from terreau.participation import actions
from terreau.participation.errors import CaseSettledError, NotAModeratorError
from terreau.participation.forms.moderation import AnswerForm, DecisionForm, ModeratorForm, RestoreForm
from terreau.participation.models import CaseState
from terreau.participation.queries import moderation
from terreau.participation.views.request import person

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest, HttpResponse

    from terreau.participation.models import Case


@never_cache
@login_required
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, the oldest first; `?etat=decides` lists what was decided."""
    actions.require(person(request), "participation.moderate")
    done = request.GET.get("etat") == "decides"
    cases = moderation.settled() if done else moderation.queue()
    page, lines = moderation.page_of(cases, request.GET.get("page", 1))
    context = {"page": page, "lines": lines, "done": done}
    return render(request, "participation/moderation/queue.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One case with its context; decide, show again, or answer the appeal, whichever it waits for."""
    by = person(request)
    actions.require(by, "participation.moderate")
    found = moderation.case(pk)
    form = _form(request, found)
    if request.method == "POST" and (form is None or request.POST.get("version") != str(found.version)):
        raise CaseSettledError(state=CaseState(found.state).label)
    if request.method == "POST" and form is not None and form.is_valid():
        said = {"reason": form.cleaned_data["reason"], "version": form.cleaned_data["version"], "by": by}
        if isinstance(form, DecisionForm):
            decision = actions.Decision(said.pop("reason"), form.ground)
            actions.decide(pk, decision, **said)
        elif isinstance(form, AnswerForm):
            actions.answer_appeal(pk, grant=form.cleaned_data["answer"] == "grant", **said)
        else:
            actions.show_again(pk, **said)
        messages.success(request, _("C’est décidé. Les personnes concernées reçoivent un message."))
        return redirect("participation:moderation")
    context = {"told": moderation.dossier(pk), "form": form, "may_name": by.is_steward}
    status = 422 if request.method == "POST" else 200
    return render(request, "participation/moderation/case.html", context, status=status)


def _form(request: HttpRequest, found: Case) -> forms.Form | None:
    """What this case waits for."""
    data, initial = request.POST or None, {"version": found.version}
    if found.state in (CaseState.OPEN, CaseState.HELD):
        return DecisionForm(data, initial=initial)
    if found.state != CaseState.HIDDEN:
        return None
    appeal = moderation.appeal_of(found)
    if appeal is not None and appeal.answered_at is None:
        return AnswerForm(data, initial=initial)
    return RestoreForm(data, initial=initial)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def moderators(request: HttpRequest) -> HttpResponse:
    """Who helps to moderate; stewards ask them and take the role back."""
    by = person(request)
    actions.require(by, "participation.name_moderators")
    form = ModeratorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.name_moderator(form.cleaned_data["email"], by=by)
        except NotAModeratorError as error:
            form.add_error("email", f"{error} {error.advice}")
        else:
            messages.success(request, _("Cette personne peut maintenant modérer."))
            return redirect("participation:moderators")
    context = {"form": form, "moderators": moderation.moderators()}
    status = 422 if request.method == "POST" else 200
    return render(request, "participation/moderation/moderators.html", context, status=status)


@login_required
@require_POST
def dismiss_moderator(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the role back."""
    actions.dismiss_moderator(pk, by=person(request))
    messages.success(request, _("Cette personne ne modère plus."))
    return redirect("participation:moderators")
