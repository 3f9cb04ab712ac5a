"""Take a badge with its code, on paper or by e-mail; no account is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from terreau.foundation.limits import limited
from terreau.recognition import actions, codes
from terreau.recognition.errors import AlreadyClaimedError, OfferGoneError, UnknownClaimError
from terreau.recognition.forms.award import AnswerForm, CodeForm
from terreau.recognition.models import Standing
from terreau.recognition.queries import page, personal
from terreau.recognition.views.request import hold, maybe, person

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from terreau.recognition.models import Award

#: A guesser has 2^60 codes before them; a workshop types thirty at once from one address.
TRIES = "60/10m"


@require_http_methods(["GET", "HEAD", "POST"])
@limited("claim-code", TRIES)
def type_code(request: HttpRequest) -> HttpResponse:
    """Type a code copied from a sheet or a wall."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["code"]
        for found, place in ((page.award_of_code, "claim"), (page.poster_of_code, "take")):
            try:
                found(typed)
            except UnknownClaimError as fault:
                unknown = fault
            else:
                return redirect(f"recognition:{place}", codes.read(typed))
        form.add_error("code", f"{unknown} {unknown.advice}")
    return render(
        request, "recognition/code.html", {"form": form}, status=422 if request.method == "POST" else 200
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("claim-code", TRIES)
def claim(request: HttpRequest, code: str) -> HttpResponse:
    """What is offered, and one's answer; later, the way back to it without an account."""
    award = page.award_of_code(code)
    who = maybe(request)
    if award.recipient_id is not None and (who is None or who.pk != award.recipient_id):
        raise AlreadyClaimedError
    if award.standing == Standing.REFUSED:
        return render(request, "recognition/refused.html", {"award": award})
    if award.standing == Standing.OFFERED and award.revoked_at is not None:
        raise OfferGoneError(reason=award.status_reason)
    form = AnswerForm(request.POST or None, initial=_said(award))
    if request.method == "POST" and request.POST.get("reponse") == "refuser":
        actions.refuse(award)
        messages.success(
            request, _("Vous avez refusé ce badge. Votre nom et votre adresse sont effacés d’ici.")
        )
        return redirect("recognition:claim", code)
    if request.method == "POST" and form.is_valid():
        return _take(request, award, form)
    context = {
        "award": award,
        "content": award.version.content,
        "form": form,
        "code": codes.shown(codes.read(code)),
        "taken": award.standing == Standing.ACCEPTED,
    }
    return render(request, "recognition/claim.html", context, status=422 if request.method == "POST" else 200)


def _said(award: Award) -> dict[str, object]:
    if award.standing == Standing.OFFERED:
        return {"name": award.recipient_name}
    return {"name": award.recipient_name, "visibility": award.visibility, "shows_name": award.shows_name}


def _take(request: HttpRequest, award: Award, form: AnswerForm) -> HttpResponse:
    who = maybe(request)
    if award.standing == Standing.ACCEPTED:
        if who is not None:
            award = actions.attach(award, by=who)
        actions.change_visibility(award, form.answer(), by=who)
        messages.success(request, _("C’est enregistré."))
    else:
        actions.accept(award, form.answer(), by=who)
        messages.success(
            request, _("Ce badge est à vous. Gardez son fichier : il vaut partout, même sans ce service.")
        )
    if who is None:
        hold(request, award)
    return redirect("recognition:award", award.code)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("claim-code", TRIES)
def take(request: HttpRequest, code: str) -> HttpResponse:
    """Take the badge of a poster."""
    poster = page.poster_of_code(code)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        who = maybe(request)
        award = actions.take(poster, form.answer(), by=who)
        messages.success(
            request, _("Ce badge est à vous. Gardez son fichier : il vaut partout, même sans ce service.")
        )
        if who is None:
            hold(request, award)
            kept = codes.claim_code(award.code, award.claim_round)
            return redirect("recognition:kept", kept)
        return redirect("recognition:award", award.code)
    badge = poster.achievement
    context = {
        "poster": poster,
        "badge": badge,
        "form": form,
        "left": max(0, poster.places - poster.taken),
        "ended": poster.ends_at <= timezone.now() or badge.retired_at is not None,
    }
    return render(request, "recognition/take.html", context, status=422 if request.method == "POST" else 200)


@login_required
@require_safe
def offer(request: HttpRequest, code: str) -> HttpResponse:
    """From one's own space to a badge offered to an address of one's own."""
    mine = get_object_or_404(personal.offers_to(person(request)), code=code)
    return redirect("recognition:claim", codes.claim_code(mine.code, mine.claim_round))


@never_cache
@require_http_methods(["GET", "HEAD"])
@limited("claim-code", TRIES)
def kept(request: HttpRequest, code: str) -> HttpResponse:
    """The code to note down, for who took a badge without an account."""
    award = page.award_of_code(code)
    who = maybe(request)
    if award.recipient_id is not None and (who is None or who.pk != award.recipient_id):
        raise AlreadyClaimedError
    return render(request, "recognition/kept.html", {"award": award, "code": codes.shown(codes.read(code))})
