"""The agenda, the page of a meeting, and what is done there."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from terreau.foundation.limits import limited
from terreau.foundation.slots import thing_panels
from terreau.participation import actions, kinds
from terreau.participation.errors import CannotMeetError
from terreau.participation.forms import meetings as asked
from terreau.participation.forms.conversation import ReasonForm
from terreau.participation.kinds import thing_named
from terreau.participation.models import Meeting
from terreau.participation.pace import MEETINGS_CHANGED
from terreau.participation.queries import meetings
from terreau.participation.views.request import person

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
@limited("agenda", "240/m", by="network")
def agenda(request: HttpRequest) -> HttpResponse:
    """What is coming, day after day."""
    wanted = asked.read(request.GET)
    found = meetings.dates(wanted.dates(meetings.PAGE_SIZE + 1))
    more, found = found[meetings.PAGE_SIZE :], found[: meetings.PAGE_SIZE]
    query = wanted.as_query()
    context = {
        "asked": wanted,
        "themes": [(one.slug, one.label, one == wanted.theme) for one in kinds.themes()],
        "days": [
            (day, list(some)) for day, some in groupby(found, lambda one: timezone.localdate(one.starts_at))
        ],
        "query": urlencode(query),
        "later": urlencode({**query, "depuis": more[0].starts_at.isoformat()}) if more else "",
    }
    return render(request, "participation/meetings/agenda.html", context)


@require_safe
@limited("meeting", "240/m", by="network")
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """When, where, what for, who organises."""
    shown = meetings.meeting(pk)
    title, url = meetings.about(shown)
    context = {
        "meeting": shown,
        "title": title,
        "url": url,
        "voice": meetings.voice_of(shown),
        "may_change": request.user.has_perm("participation.change_meeting", shown),
        "panels": list(thing_panels.ask(request, shown)),
        "one_day": shown.ends_at is None
        or timezone.localdate(shown.ends_at) == timezone.localdate(shown.starts_at),
    }
    return render(request, "participation/meetings/meeting.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("plan-meeting", "20/h", by="user", methods=("POST",))
def plan(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Propose a meeting about a thing."""
    kind, thing = thing_named(slug, key)
    by = person(request)
    if isinstance(thing, Meeting):
        raise CannotMeetError
    actions.require(by, "participation.plan_meeting", thing)
    form = asked.PlanForm(request.POST or None, user=by, places=kind.territories(thing))
    if request.method == "POST" and form.is_valid():
        made = actions.plan_meeting(
            thing,
            form.appointment(),
            by=by,
            organisation=form.organisation(),
            key=form.cleaned_data.get("key"),
        )
        messages.success(request, _("Le rendez-vous est publié : il est dans l’agenda."))
        return redirect(made)
    context = {"form": form, "title": kind.title(thing), "back": kind.url(thing), "zone": settings.TIME_ZONE}
    status = 422 if request.method == "POST" else 200
    return render(request, "participation/meetings/plan.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("change-meeting", MEETINGS_CHANGED, by="user", methods=("POST",))
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Move it, or say it otherwise."""
    shown, by = meetings.meeting(pk), person(request)
    actions.require(by, "participation.change_meeting", shown)
    form = asked.ChangeMeetingForm(request.POST or None, meeting=shown)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.change_meeting(pk, form.appointment(), by=by, version=said["version"], reason=said["reason"])
        messages.success(request, _("Le rendez-vous est modifié ; l’ancien reste dans l’historique."))
        return redirect(shown)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "meeting": shown}
    return render(request, "participation/meetings/change.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it will not take place, and why."""
    shown, by = meetings.meeting(pk), person(request)
    actions.require(by, "participation.change_meeting", shown)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.cancel_meeting(pk, by=by, reason=form.cleaned_data["reason"])
        messages.success(request, _("Le rendez-vous est annulé, et les agendas le diront."))
        return redirect(shown)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "meeting": shown}
    return render(request, "participation/meetings/cancel.html", context, status=status)
