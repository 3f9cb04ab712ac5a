"""The page of an award, its files, its verification, and what its issuer may change."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import rules
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_http_methods, require_safe

from terreau.foundation.limits import limited
from terreau.people.rules import require
from terreau.recognition import actions
from terreau.recognition.forms.award import AnswerForm, CorrectForm, ReasonForm
from terreau.recognition.models import Standing
from terreau.recognition.queries import certificate, documents, files, page
from terreau.recognition.queries.verifying import examine
from terreau.recognition.views.badges import SAFE_SVG, data, wants_data
from terreau.recognition.views.request import held, person

if TYPE_CHECKING:
    from django.http import HttpRequest

    from terreau.recognition.models import Award


def _asked(request: HttpRequest, code: str) -> Award:
    return page.award_for(request.user, code, held(request))


@require_safe
def award(request: HttpRequest, code: str) -> HttpResponse:
    """What is recognised, to whom if they show it, by whom, for what, with what evidence, since when."""
    found = _asked(request, code)
    if wants_data(request):
        return data(found.credential)
    content = found.version.content
    context = {
        "award": found,
        "content": content,
        "state": page.state_of(found),
        "holder": page.is_holder(request.user, found, held(request)),
        "gave": request.user.is_authenticated
        and rules.has_perm("recognition.change_status", request.user, found),
        "url": settings.ADDRESS + found.get_absolute_url(),
        "linkedin": _linkedin(found),
        "card": _CARD.format(url=settings.ADDRESS + reverse("recognition:card", args=(found.code,))),
        "twin": bool(found.email_seal),
        "drawn": bool(found.version.picture.svg),
        "report": reverse("participation:report", args=("attribution", found.pk))
        if page.is_shown(found)
        else "",
    }
    answer = render(request, "recognition/award.html", context)
    answer["Vary"] = "Accept, Accept-Language, Cookie"
    answer["X-Robots-Tag"] = "noindex" if found.visibility != "listed" else "all"
    return answer


_CARD = '<iframe src="{url}" width="360" height="240" loading="lazy"></iframe>'


def _linkedin(found: Award) -> str:
    """Where LinkedIn adds a certification to a profile: an address, followed only by who clicks."""
    asked: dict[str, object] = {
        "startTask": "CERTIFICATION_NAME",
        "name": found.version.name,
        "organizationName": found.issuer.said_name,
        "issueYear": found.given_at.year,
        "issueMonth": found.given_at.month,
        "certUrl": settings.ADDRESS + found.get_absolute_url(),
        "certId": found.code,
    }
    return f"https://www.linkedin.com/profile/add?{urlencode(asked)}"


@require_safe
def file(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """The badge as a file: JSON, token, PNG or SVG that carries it, PDF."""
    found = _asked(request, code)
    if ending == "json":
        return _taken(files.as_json(found), "application/vc+ld+json", found, ending)
    if ending == "jwt":
        return _taken(actions.token_of(found).encode(), "application/vc+jwt", found, ending)
    if ending == "png":
        return _taken(files.as_png(found), "image/png", found, ending)
    if ending == "pdf":
        return _taken(
            certificate.as_pdf(found, actions.paper_token_of(found)), "application/pdf", found, ending
        )
    svg = files.as_svg(found) if ending == "svg" else None
    if svg is None:
        raise Http404
    answer = _taken(svg, "image/svg+xml", found, ending)
    answer["Content-Security-Policy"] = SAFE_SVG
    return answer


def _taken(raw: bytes, kind: str, found: Award, ending: str) -> HttpResponse:
    answer = HttpResponse(raw, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{files.file_name(found, ending)}"'
    answer["Cache-Control"] = "private, no-cache"
    return answer


@require_safe
def twin(request: HttpRequest, code: str) -> HttpResponse:
    """The assertion in Open Badges 2.0."""
    return data(documents.twin(_asked(request, code))[0])


@require_safe
@limited("verify-award", "240/10m")
def verification(request: HttpRequest, code: str) -> HttpResponse:
    """The badge verified now, check by check, and what that does not prove."""
    found = _asked(request, code)
    report = examine(files.as_json(found), outside=False)
    return render(request, "recognition/verification.html", {"award": found, "report": report})


@require_safe
def printed(request: HttpRequest, code: str) -> HttpResponse:
    """The badge on one A4 page."""
    found = _asked(request, code)
    url = settings.ADDRESS + found.get_absolute_url()
    context = {
        "award": found,
        "content": found.version.content,
        "state": page.state_of(found),
        "url": url,
        "token": files.token_svg(token) if (token := actions.paper_token_of(found)) else "",
        "qr": files.qr_svg(url),
    }
    return render(request, "recognition/printed.html", context)


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]  # written for views without arguments
def card(request: HttpRequest, code: str) -> HttpResponse:
    """A small card that other sites may show in a frame; only what everyone may read is on it."""
    found = page.award_for(request.user, code, [])
    if found.standing != "accepted" or found.visibility == "private":
        raise Http404
    context = {"award": found, "content": found.version.content, "state": page.state_of(found)}
    return render(request, "recognition/card.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def visibility(request: HttpRequest, code: str) -> HttpResponse:
    """Choose again who may see one's badge."""
    who, found = person(request), page.award(code)
    require(who, "recognition.look_after_award", found)
    start = {"visibility": found.visibility, "name": found.recipient_name, "shows_name": found.shows_name}
    form = AnswerForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        actions.change_visibility(found, form.answer(), by=who)
        messages.success(request, _("C’est enregistré."))
        return redirect(found)
    context = {"form": form, "award": found}
    return render(
        request, "recognition/visibility.html", context, status=422 if request.method == "POST" else 200
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, code: str) -> HttpResponse:
    """Give the badge again, right this time; the first is revoked, and each leads to the other."""
    who, found = person(request), page.award(code)
    require(who, "recognition.change_status", found)
    form = CorrectForm(request.POST or None, award=found)
    if request.method == "POST" and form.is_valid():
        made = actions.correct(found, form.gift_again(), by=who, reason=form.cleaned_data["reason"])
        messages.success(request, _("Le badge corrigé est signé, et l’ancien est révoqué."))
        paper = made.standing == Standing.OFFERED and not made.email
        return redirect("recognition:paper" if paper else "recognition:award", made.code)
    context = {"form": form, "award": found}
    return render(
        request, "recognition/correct.html", context, status=422 if request.method == "POST" else 200
    )


_VERBS = {"revoquer": actions.revoke, "suspendre": actions.suspend, "retablir": actions.restore}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def status(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """Revoke, suspend or restore, with a public reason."""
    if verb not in _VERBS:
        raise Http404
    who, found = person(request), page.award(code)
    require(who, "recognition.change_status", found)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _VERBS[verb]([found], by=who, reason=form.cleaned_data["reason"])
        messages.success(request, _("C’est fait, et la liste que lisent les vérificateurs le dit déjà."))
        return redirect(found)
    context = {"form": form, "award": found, "verb": verb}
    return render(
        request, "recognition/status.html", context, status=422 if request.method == "POST" else 200
    )
