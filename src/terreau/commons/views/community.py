"""The community of a commons: who is in it, joining, inviting, handing over, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from terreau.commons import actions
from terreau.commons.errors import LastOneError
from terreau.commons.forms.community import InviteForm, JoinForm, LeaveForm
from terreau.commons.models import Role
from terreau.commons.queries import governing
from terreau.commons.queries import page as sheets
from terreau.foundation.errors import NotAllowedError
from terreau.foundation.limits import limited
from terreau.needs.views.request import person

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def community(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is in it, what is decided, whether it is cared for."""
    commons = sheets.commons(pk)
    user = request.user
    signed = user.is_authenticated
    context = {
        "commons": commons,
        "community": sheets.community_of(commons),
        "members": sheets.members_of(commons)
        if signed and user.has_perm("commons.see_members", commons)
        else [],
        "decisions": governing.decisions_of(commons),
        "standing": governing.standing_of(commons),
        "inside": signed and user.has_perm("commons.leave", commons),
        "rights": {
            name: signed and user.has_perm(f"commons.{name}", commons)
            for name in ("invite", "hand_over", "ask_community", "answer_takeover")
        },
    }
    return render(request, "commons/community/community.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("join-commons", "60/h", by="user", methods=("POST",))
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose how one takes part, then enter."""
    commons = sheets.commons(pk)
    form = JoinForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "commons/community/join.html", {"commons": commons, "form": form})
    actions.join(pk, by=person(request), role=Role(form.cleaned_data["role"]))
    messages.success(request, _("Bienvenue dans cette communauté."))
    return redirect("commons:community", pk)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("invite-commons", "30/h", by="user", methods=("POST",))
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a link to give to one person; it is shown once."""
    commons, author = sheets.commons(pk), person(request)
    if not author.has_perm("commons.invite", commons):
        raise NotAllowedError
    form, link = InviteForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        token = actions.invite(pk, Role(form.cleaned_data["role"]), by=author)
        link = settings.ADDRESS + reverse("commons:invitation", args=(token,))
    return render(request, "commons/community/invite.html", {"commons": commons, "form": form, "link": link})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("accept-commons", "30/h", by="user")
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Enter by a link: confirmed by a button, because programs follow links on their own."""
    if request.method != "POST":
        return render(request, "commons/community/accept.html", {"commons": sheets.invited_to(token)})
    commons = actions.accept_invitation(token, by=person(request))
    messages.success(request, _("Bienvenue dans cette communauté."))
    return redirect("commons:community", commons.pk)


@login_required
@require_POST
def hand_over(request: HttpRequest, pk: int, member_pk: int) -> HttpResponse:
    """Let a member care for the commons too."""
    actions.hand_over(pk, member_pk, by=person(request))
    messages.success(request, _("Cette personne veille maintenant sur le commun, avec vous."))
    return redirect("commons:community", pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave; the last person who cares is told what it means and says why."""
    commons, author = sheets.commons(pk), person(request)
    form = LeaveForm(request.POST or None)
    fault: LastOneError | None = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.leave(pk, by=author, reason=form.cleaned_data["reason"])
        except LastOneError as error:
            fault = error
        else:
            messages.success(request, _("Vous n’êtes plus dans cette communauté."))
            return redirect(commons)
    context = {"commons": commons, "form": form, "fault": fault}
    return render(request, "commons/community/leave.html", context, status=409 if fault else 200)
