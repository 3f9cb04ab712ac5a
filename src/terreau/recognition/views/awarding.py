"""Give a badge: to one person, to many from a table, by a poster; print what was given on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from terreau.foundation.limits import limited
from terreau.foundation.spreadsheets import as_csv
from terreau.needs.batches import SheetError, read
from terreau.people.rules import is_mediator, require
from terreau.recognition import actions, codes
from terreau.recognition.errors import AlreadyGivenError, UnknownAwardError
from terreau.recognition.forms.award import AwardForm, PosterForm
from terreau.recognition.forms.batch import COLUMNS, LIMITS, NAMES, ListForm, review, sentence
from terreau.recognition.models import Poster, Standing
from terreau.recognition.queries import files, page, personal
from terreau.recognition.views.request import person

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

#: Faults shown on the page; the file of all of them can be taken away.
SHOWN = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("award-badge", "300/h", by="user", methods=("POST",))
def award(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a badge to one person."""
    author, badge = person(request), page.badge(pk)
    require(author, "recognition.award_badge", badge)
    form = AwardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        gift = form.gift(author, for_someone=bool(is_mediator(author)))
        try:
            made = actions.award(badge, [gift], by=author)[0]
        except AlreadyGivenError as fault:
            form.add_error("email", f"{fault} {fault.advice}")
        else:
            return _given(request, made.code, form.cleaned_data["how"])
    status = 422 if request.method == "POST" else 200
    return render(request, "recognition/award_one.html", {"form": form, "badge": badge}, status=status)


def _given(request: HttpRequest, code: str, how: str) -> HttpResponse:
    if how == "paper":
        return redirect("recognition:paper", code)
    said = {
        "email": _("Le badge est signé, et la personne reçoit un e-mail pour le prendre."),
        "self": _("Ce badge est dans votre espace."),
    }
    messages.success(request, said[how])
    return redirect("recognition:award", code)


@login_required
@require_safe
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """The sheet to hand over: picture, plain words, a code to claim the badge later."""
    found = page.award(code)
    require(person(request), "recognition.change_status", found)
    if found.standing == Standing.REFUSED or found.claim_digest is None:
        raise UnknownAwardError
    claim = codes.claim_code(found.code, found.claim_round)
    url = settings.ADDRESS + reverse("recognition:claim", args=(claim,))
    context = {"award": found, "content": found.version.content, "code": codes.shown(claim), "url": url}
    return render(request, "recognition/paper.html", {**context, "qr": files.qr_svg(url)})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("award-list", "60/h", by="user", methods=("POST",))
def send_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a table; nobody is awarded by sending it."""
    author, badge = person(request), page.badge(pk)
    require(author, "recognition.award_badge", badge)
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            reading = review(read(file.read(LIMITS.size + 1), NAMES, limits=LIMITS), badge)
        except SheetError as error:
            form.add_error("file", sentence(error))
        else:
            kept = actions.keep_batch(badge, reading.lines, reading.faults, file.name, by=author)
            return redirect("recognition:batch", kept.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "recognition/send_list.html", {"form": form, "badge": badge}, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """The preview, line by line; then how far it is, and the report."""
    author = person(request)
    kept = personal.batch_of(author, pk)
    if request.method == "POST":
        actions.confirm_batch(pk, by=author)
        return redirect("recognition:batch", pk)
    context = {
        "batch": kept,
        "badge": kept.achievement,
        "first": list(kept.lines.order_by("pk")[:20]),
        "faults": kept.faults[:SHOWN],
        "more_faults": max(0, len(kept.faults) - SHOWN),
    }
    return render(request, "recognition/batch.html", context)


@login_required
@require_safe
def batch_faults(request: HttpRequest, pk: int) -> HttpResponse:
    """Every line that was refused, to mend and send again."""
    kept = personal.batch_of(person(request), pk)
    return as_csv("lignes-refusees.csv", ("ligne", "colonne", "raison"), kept.faults)


@login_required
@require_POST
def discard_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a table that was sent."""
    author = person(request)
    badge = personal.batch_of(author, pk).achievement
    actions.discard_batch(pk, by=author)
    messages.success(request, _("Le fichier est oublié ; personne n’a reçu de badge."))
    return redirect("recognition:send-list", badge.pk)


@require_safe
def list_template(_request: HttpRequest) -> HttpResponse:
    """A table to fill in, with one line as an example."""
    example = (
        "camille@exemple.fr", "Camille", "A réparé douze vélos le 28 novembre", "https://exemple.fr/atelier",
    )  # fmt: skip
    return as_csv("badges-modele.csv", (words[0] for words in COLUMNS.values()), [example])


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("put-up-poster", "60/h", by="user", methods=("POST",))
def put_up(request: HttpRequest, pk: int) -> HttpResponse:
    """A code on a wall for those who are there."""
    author, badge = person(request), page.badge(pk)
    require(author, "recognition.award_badge", badge)
    form = PosterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        poster, _code = actions.put_up(badge, by=author, **form.cleaned_data)
        return redirect("recognition:poster", poster.pk)
    posters = Poster.objects.filter(achievement=badge).order_by("-made_at")[:20]
    context = {"form": form, "badge": badge, "posters": list(posters)}
    return render(
        request, "recognition/put_up.html", context, status=422 if request.method == "POST" else 200
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def poster(request: HttpRequest, pk: int) -> HttpResponse:
    """The poster to print; POST ends it."""
    found = page.poster(pk)
    require(person(request), "recognition.award_badge", found.achievement)
    if request.method == "POST":
        actions.close_poster(found, by=person(request))
        messages.success(request, _("Cette affiche ne donne plus de badge."))
        return redirect("recognition:put-up", found.achievement_id)
    code = codes.claim_code(f"poster {found.pk}", 0)
    url = settings.ADDRESS + reverse("recognition:take", args=(code,))
    context = {"poster": found, "badge": found.achievement, "code": codes.shown(code), "url": url}
    return render(request, "recognition/poster.html", {**context, "qr": files.qr_svg(url)})
