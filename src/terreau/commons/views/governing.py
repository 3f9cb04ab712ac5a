"""Decisions of a community, its rules, and taking over what is abandoned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from terreau.commons import actions
from terreau.commons.errors import RuleChangedError, UnknownLightError
from terreau.commons.forms.community import AskForm, DecideForm, ReasonForm, RuleForm
from terreau.commons.models import ASLEEP_DAYS, NOTICE_DAYS, Light
from terreau.commons.queries import governing
from terreau.commons.queries import page as sheets
from terreau.commons.queries.ready_texts import TEXTS
from terreau.foundation.errors import NotAllowedError
from terreau.foundation.limits import limited
from terreau.needs.views.request import person, refuse_large

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from terreau.commons.models import Commons
    from terreau.people.models import User


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("ask-community", "30/h", by="user", methods=("POST",))
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a question to the community."""
    refuse_large(request)
    commons, author = _allowed(request, pk, "commons.ask_community")
    form = AskForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        context = {"commons": commons, "form": form}
        status = 422 if request.method == "POST" else 200
        return render(request, "commons/community/ask.html", context, status=status)
    said = form.cleaned_data
    made = actions.ask(
        pk, said["question"], said["options"], by=author, context=said["context"], closes_on=said["closes_on"]
    )
    messages.success(request, _("La question est posée."))
    return redirect(made)


@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: HttpRequest, pk: int, decision_pk: int) -> HttpResponse:
    """A question, its options, what was decided and why; who may decides here."""
    commons = sheets.commons(pk)
    found = governing.decision(commons, decision_pk)
    may = request.user.is_authenticated and request.user.has_perm("commons.decide", found)
    form = DecideForm(request.POST or None, decision=found)
    if request.method == "POST":
        refuse_large(request)
        if not may:
            raise NotAllowedError
        if form.is_valid():
            said, author = form.cleaned_data, person(request)
            if said["outcome"] == DecideForm.DROPPED:
                actions.drop(pk, decision_pk, by=author, reasons=said["reasons"])
            else:
                actions.decide(pk, decision_pk, by=author, outcome=said["outcome"], reasons=said["reasons"])
            messages.success(request, _("C’est publié, avec les raisons."))
            return redirect(found)
    context = {
        "commons": commons,
        "decision": found,
        "form": form,
        "may_decide": may and found.state == "open",
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "commons/community/decision.html", context, status=status)


@require_safe
def rules(request: HttpRequest, pk: int) -> HttpResponse:
    """Nine lights: what is said, what is missing; never whether it is good."""
    commons = sheets.commons(pk)
    lights = governing.lights_of(commons)
    context = {
        "commons": commons,
        "lights": [(lamp, TEXTS[Light(lamp.light)]) for lamp in lights],
        "lit": sum(lamp.lit for lamp in lights),
        "may_change": request.user.is_authenticated
        and request.user.has_perm("commons.change_rules", commons),
    }
    return render(request, "commons/community/rules.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("change-rule", "60/h", by="user", methods=("POST",))
def rule(request: HttpRequest, pk: int, light: str) -> HttpResponse:
    """Say what holds under one light, from a ready text."""
    refuse_large(request)
    if light not in Light.values:
        raise UnknownLightError
    commons, author = _allowed(request, pk, "commons.change_rules")
    lamp, ready = Light(light), TEXTS[Light(light)]
    known = governing.rule_of(commons, lamp)
    start = {"text": known.text if known else ready.text, "version": known.version if known else 0}
    form = RuleForm(request.POST or None, commons=commons, initial=start)
    fault: RuleChangedError | None = None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        chosen = said.get("decision") or ""
        try:
            actions.change_rule(
                pk,
                lamp,
                said["text"],
                by=author,
                version=said["version"],
                reason=said["reason"],
                decision=int(chosen) if chosen else None,
            )
        except RuleChangedError as error:
            fault = error
            renewed = request.POST.copy()
            renewed["version"] = str(known.version if known else 0)
            form = RuleForm(renewed, commons=commons)
        else:
            messages.success(request, _("La règle est publiée ; l’ancienne version reste dans l’historique."))
            return redirect("commons:rules", pk)
    context = {
        "commons": commons, "light": lamp, "ready": ready, "known": known, "form": form, "fault": fault,
    }  # fmt: skip
    status = 409 if fault else 422 if request.method == "POST" else 200
    return render(request, "commons/community/rule.html", context, status=status)


@require_safe
def takeover_rule(request: HttpRequest) -> HttpResponse:
    """When and how an abandoned commons is taken over."""
    context = {"notice": NOTICE_DAYS, "asleep": ASLEEP_DAYS, "waiting": governing.without_steward()}
    return render(request, "commons/community/takeover_rule.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("take-over", "10/h", by="user", methods=("POST",))
def take_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Announce that one offers to care for an abandoned commons."""
    commons = sheets.commons(pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.announce_takeover(pk, by=person(request), reason=form.cleaned_data["reason"])
        messages.success(request, _("C’est annoncé sur la page du commun."))
        return redirect("commons:community", pk)
    context = {
        "commons": commons,
        "form": form,
        "standing": governing.standing_of(commons),
        "notice": NOTICE_DAYS,
    }
    return render(request, "commons/community/take_over.html", context)


@login_required
@require_POST
def complete_takeover(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice is over and nobody said no: one cares for it from now on."""
    actions.complete_takeover(pk, by=person(request))
    messages.success(request, _("Vous veillez maintenant sur ce commun. Merci."))
    return redirect("commons:community", pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def refuse_takeover(request: HttpRequest, pk: int) -> HttpResponse:
    """Say no to a takeover, with a public reason."""
    commons, author = _allowed(request, pk, "commons.answer_takeover")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.refuse_takeover(pk, by=author, reason=form.cleaned_data["reason"])
        messages.success(request, _("Votre réponse est publiée."))
        return redirect("commons:community", pk)
    return render(request, "commons/community/refuse_takeover.html", {"commons": commons, "form": form})


def _allowed(request: HttpRequest, pk: int, permission: str) -> tuple[Commons, User]:
    commons, author = sheets.commons(pk), person(request)
    if not author.has_perm(permission, commons):
        raise NotAllowedError
    return commons, author
