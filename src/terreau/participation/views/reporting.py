"""Report something; read a decision; contest it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from terreau.foundation.limits import limited
from terreau.participation import actions, retention
from terreau.participation.appeal_links import read_appeal
from terreau.participation.errors import UnknownThingError
from terreau.participation.forms.moderation import AppealForm, ReportForm
from terreau.participation.kinds import kind_of, thing_at
from terreau.participation.models import RULES, Ground
from terreau.participation.pace import APPEALS, REPORTS
from terreau.participation.queries import moderation
from terreau.participation.views.request import person
from terreau.people.models import User

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_http_methods(["GET", "HEAD", "POST"])
@limited("report", REPORTS, by="user-or-network", methods=("POST",))
def report(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Say what is wrong with something; no account is asked for."""
    kind, thing = thing_at(slug, key)
    if not (kind.moderated and kind.reportable(thing)):
        raise UnknownThingError
    by = request.user if isinstance(request.user, User) else None
    form = ReportForm(request.POST or None, has_account=by is not None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        said = actions.Complaint(Ground(told["ground"]), told["text"], told.get("email", ""))
        actions.report(thing, said, by=by, key=told["key"])
        messages.success(request, _("Merci. Une personne qui modère va lire votre signalement."))
        return redirect(kind.url(thing))
    context = {"form": form, "kind": kind, "title": kind.title(thing), "back": kind.url(thing)}
    context["days"] = retention.REPORTER.days
    return render(request, "participation/moderation/report.html", context, status=_status(request))


@require_safe
def rules_page(request: HttpRequest) -> HttpResponse:
    """The rules of the place, how to report, how it is decided."""
    context = {"rules": list(RULES.values()), "days": retention.APPEAL.days, "kept": retention.REPORTER.days}
    return render(request, "participation/moderation/rules.html", context)


@require_safe
@limited("decision", "240/m", by="network")
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """What was hidden: why, by which rule, when; nothing of what it said."""
    case = moderation.decision(pk)
    context = {
        "case": case,
        "label": kind_of(case.kind).label,
        "appeal": moderation.appeal_of(case),
        "may_contest": moderation.may_be_contested(case),
        "days": retention.APPEAL.days,
    }
    return render(request, "participation/moderation/decision.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("appeal", APPEALS, by="user", methods=("POST",))
def contest(request: HttpRequest, pk: int) -> HttpResponse:
    """The author contests, signed in."""
    case, by = moderation.decision(pk), person(request)
    actions.require(by, "participation.appeal", case)
    return _contest(request, pk, by)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("appeal-link", "20/h", by="network", methods=("POST",))
def contest_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The author contests by the link of their letter, without signing in."""
    return _contest(request, read_appeal(token), None)


def _contest(request: HttpRequest, pk: int, by: Any) -> HttpResponse:
    case = moderation.decision(pk)
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.appeal(pk, form.cleaned_data["text"], by=by)
        messages.success(request, _("Votre contestation est envoyée. La réponse vous viendra par e-mail."))
        return redirect(case)
    context = {
        "case": case,
        "form": form,
        "label": kind_of(case.kind).label,
        "may_contest": moderation.may_be_contested(case),
    }
    return render(request, "participation/moderation/contest.html", context, status=_status(request))


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200
