"""Bring the archive of an issuer here; the pages of the badges that came with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from terreau.foundation.limits import limited
from terreau.recognition import actions
from terreau.recognition.errors import BadPictureError, KeysDisagreeError
from terreau.recognition.forms.bringing import BringForm
from terreau.recognition.queries import brought, files
from terreau.recognition.queries.verifying import examine
from terreau.recognition.views.badges import data, wants_data
from terreau.recognition.views.request import person

if TYPE_CHECKING:
    from django.http import HttpRequest

    from terreau.recognition.models import BroughtAward


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("issuer-import", "20/h", by="user", methods=("POST",))
def bring_in(request: HttpRequest) -> HttpResponse:
    """Bring here what an issuer of another instance owns; "look" tells it all and leaves nothing."""
    who = person(request)
    form = BringForm(request.POST or None, request.FILES or None, user=who)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "recognition/bring_in.html", {"form": form}, status=status)
    badges, archive = form.cleaned_data["file"]
    looks = request.POST.get("etape") == "voir"
    try:
        told = actions.bring_in(badges, archive, by=who, organisation=form.organisation(), rehearsal=looks)
    except (BadPictureError, KeysDisagreeError) as fault:
        form.add_error("file", f"{fault} {fault.advice}")
        return render(request, "recognition/bring_in.html", {"form": form}, status=422)
    if not looks and not told.refused and told.issuer:
        messages.success(request, _("C’est apporté."))
        return redirect(told.issuer)
    context = {"form": form, "told": told, "archive": archive, "looks": looks}
    return render(request, "recognition/bring_in.html", context)


@require_safe
def award(request: HttpRequest, code: str) -> HttpResponse:
    """A badge given elsewhere and brought here: what it says, where it comes from."""
    found = brought.award_for(request.user, code)
    if wants_data(request):
        return data(found.credential)
    context = {"award": found, "content": brought.content(found), "archive": found.brought}
    answer = render(request, "recognition/brought.html", context)
    answer["Vary"] = "Accept, Accept-Language, Cookie"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_safe
def file(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """The signed file as it came: JSON, or a picture that carries it."""
    found = brought.award_for(request.user, code)
    if ending == "json":
        return _taken(files.written(found.credential), "application/vc+ld+json", found, ending)
    picture = found.achievement.picture if found.achievement else None
    if ending != "png" or picture is None:
        raise Http404
    return _taken(files.baked(bytes(picture.png), found.credential), "image/png", found, ending)


def _taken(raw: bytes, kind: str, found: BroughtAward, ending: str) -> HttpResponse:
    answer = HttpResponse(raw, content_type=kind)
    name = f"badge-{slugify(found.name)[:50] or 'terreau'}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-cache"
    return answer


@require_safe
@limited("verify-award", "60/10m")
def verification(request: HttpRequest, code: str) -> HttpResponse:
    """The badge verified now: at its origin, or from what was brought when the origin does not answer."""
    found = brought.award_for(request.user, code)
    report = examine(files.written(found.credential), archive=found.brought)
    return render(request, "recognition/brought_verification.html", {"award": found, "report": report})
