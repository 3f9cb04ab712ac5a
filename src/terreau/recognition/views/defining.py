"""Define a badge, change it, give it no more."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from terreau.foundation.limits import limited
from terreau.people.rules import require
from terreau.recognition import actions
from terreau.recognition.drawing import OF_THE_TERRITORY
from terreau.recognition.errors import BadPictureError
from terreau.recognition.forms.award import ReasonForm
from terreau.recognition.forms.badge import ChangeBadgeForm, NewBadgeForm
from terreau.recognition.models import Achievement
from terreau.recognition.queries import listing, page
from terreau.recognition.views.request import person
from terreau.territories.queries import home, label

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from terreau.recognition.forms.badge import BadgeForm
    from terreau.territories.models import Territory


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("define-badge", "120/h", by="user", methods=("POST",))
def define(request: HttpRequest) -> HttpResponse:
    """The form; "see" shows the drawing and the badges near this one, "define" makes it."""
    author = person(request)
    if request.method != "POST":
        place = home()
        start = {
            "key": uuid4(),
            "territory": label(place) if place else "",
            "name": request.GET.get("nom", "")[:120],
            "colour": OF_THE_TERRITORY,
        }
        return _form(request, NewBadgeForm(user=author, initial=start))
    form = NewBadgeForm(request.POST, request.FILES, user=author)
    if request.POST.get("etape") == "voir":
        return _form(request, form, looked=True)
    if not form.is_valid():
        return _form(request, form, status=422)
    said = form.cleaned_data
    try:
        made = actions.define(
            form.definition(),
            by=author,
            organisation=form.organisation(),
            signing_name=said["signing_name"],
            key=said["key"],
        )
    except BadPictureError as fault:
        form.add_error("picture", str(fault))
        return _form(request, form, status=422)
    messages.success(request, _("Votre badge est défini. Vous pouvez maintenant le donner."))
    return redirect(made)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("define-badge", "120/h", by="user", methods=("POST",))
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a badge; those given keep their words."""
    author, badge = person(request), page.badge(pk)
    require(author, "recognition.change_badge", badge)
    form = ChangeBadgeForm(request.POST or None, request.FILES or None, badge=badge)
    given = badge.versions.filter(number=badge.version, awards__isnull=False).exists()
    form.fields["reason"].required = given
    if request.method != "POST":
        return _form(request, form, badge=badge, given=given)
    if request.POST.get("etape") == "voir":
        return _form(request, form, badge=badge, given=given, looked=True)
    if not form.is_valid():
        return _form(request, form, badge=badge, given=given, status=422)
    try:
        made = actions.change(badge, form.definition(), by=author, reason=form.cleaned_data["reason"])
    except BadPictureError as fault:
        form.add_error("picture", str(fault))
        return _form(request, form, badge=badge, given=given, status=422)
    messages.success(request, _("C’est changé."))
    return redirect(made)


def _form(
    request: HttpRequest, form: BadgeForm, *, status: int = 200, looked: bool = False, **more: object
) -> HttpResponse:
    text = f"{form['name'].value() or ''}\n{form['description'].value() or ''}"
    if looked:
        form.errors.clear()  # one only looks: nothing is wrong yet
    badge = more.get("badge")
    near = listing.near(text, but=badge.pk if isinstance(badge, Achievement) else None)
    context = {
        "form": form,
        "drawing": form.composition(_place(form)),
        "near": near,
        "looked": looked,
        "badge": badge,
        "given": more.get("given", False),
    }
    return render(request, "recognition/define.html", context, status=status)


def _place(form: BadgeForm) -> Territory | None:
    """The territory as it is typed now; None while it is not one."""
    try:
        found: Territory | None = form.fields["territory"].clean(form["territory"].value())
    except ValidationError:
        return None
    return found


@login_required
@require_POST
@limited("similar-badges", "120/5m", by="user")
def near(request: HttpRequest) -> HttpResponse:
    """Badges near the one being typed, as a piece of its page."""
    text = f"{request.POST.get('name', '')}\n{request.POST.get('description', '')}"
    but = request.GET.get("sauf", "")
    context = {"near": listing.near(text, but=int(but) if but.isdecimal() and but.isascii() else None)}
    return render(request, "recognition/near.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a badge no more."""
    author, badge = person(request), page.badge(pk)
    require(author, "recognition.change_badge", badge)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.retire(badge, by=author, reason=form.cleaned_data["reason"])
        messages.success(request, _("Ce badge n’est plus donné. Ceux qui l’ont le gardent."))
        return redirect(badge)
    context = {"form": form, "badge": badge}
    return render(
        request, "recognition/retire.html", context, status=422 if request.method == "POST" else 200
    )
