"""Following, and stopping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from terreau.foundation.limits import limited
from terreau.participation import actions
from terreau.participation.forms.following import RhythmForm
from terreau.participation.queries import following
from terreau.participation.stop_links import EVERYTHING, read_stop
from terreau.participation.views.request import person

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("follow", "120/h", by="user", methods=("POST",))
def follow(request: HttpRequest, word: str, key: str) -> HttpResponse:
    """Choose how often, then follow: a visitor who had to sign in lands here."""
    target, by = following.target_named(word, key), person(request)
    known = following.follow_of(by, target.value)
    initial = {"rhythm": known.rhythm} if known else None
    form = RhythmForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.follow(target, by=by, rhythm=form.cleaned_data["rhythm"])
        messages.success(request, _("Vous suivez « %(name)s ».") % {"name": target.name})
        return redirect("participation:follows")
    context = {"target": target, "known": known, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "participation/following/follow.html", context, status=status)


@login_required
@require_safe
def follows(request: HttpRequest) -> HttpResponse:
    """What one follows, how often one is told, and the letters that left."""
    by = person(request)
    context = {"follows": following.follows_of(by), "letters": following.letters_of(by)}
    return render(request, "participation/following/follows.html", context)


@login_required
@require_POST
def unfollow(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop following."""
    actions.unfollow(pk, by=person(request))
    messages.success(request, _("C’est arrêté."))
    return redirect("participation:follows")


@csrf_exempt  # a mail program posts here without a cookie (RFC 8058); the signed address is the right to
@require_http_methods(["GET", "HEAD", "POST"])
@limited("stop", "60/m", by="network")
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop messages without signing in. A GET stops nothing: mail filters follow every link they see."""
    _user, one = read_stop(token)
    done = request.method == "POST"
    if done:
        actions.stop(token)
    context = {"done": done, "everything": one == EVERYTHING}
    return render(request, "participation/following/stop.html", context)
