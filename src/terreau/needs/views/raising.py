"""Raising a need: write, look at needs like it, publish; without JavaScript, and the account comes last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from terreau.foundation.limits import limited
from terreau.needs import actions
from terreau.needs.forms.filters import whole
from terreau.needs.forms.need import MOST_KEPT, NeedForm, PaperNeedForm, TellingForm
from terreau.needs.queries import personal
from terreau.needs.queries.similar import similar_to
from terreau.needs.views.request import person, refuse_large
from terreau.participation.pace import keep_pace_together
from terreau.people.models import User
from terreau.territories.queries import home, label

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_KEPT = "needs.written"


@require_http_methods(["GET", "HEAD", "POST"])
@limited("raise-need", "120/h", by="user-or-network", methods=("POST",))
def raise_need(request: HttpRequest) -> HttpResponse:
    """The form, then "Avant de publier", then the need; what a visitor writes waits for them to sign in."""
    if request.method != "POST":
        return _form(request, NeedForm(initial=_beginning(request), user=request.user))
    refuse_large(request)
    form = NeedForm(request.POST, user=request.user)
    step = request.POST.get("etape", "")
    if step == "brouillon" and request.user.is_authenticated:
        return _keep(request, form)
    if step == "corriger":
        return _form(request, NeedForm(initial=form.written, user=request.user))
    if not form.is_valid():
        return _form(request, form, status=422)
    return _publish(request, form) if step == "publier" else _before(request, form)


@login_required
@permission_required("needs.raise_for_someone", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
@limited("key-in-need", "120/h", by="user", methods=("POST",))
def key_in(request: HttpRequest) -> HttpResponse:
    """Key in what was written on a sheet, for somebody."""
    if request.method != "POST":
        form = PaperNeedForm(initial={"key": uuid4(), "territories": _home()}, user=request.user)
        return render(request, "needs/key_in.html", {"form": form})
    refuse_large(request)
    form = PaperNeedForm(request.POST, user=request.user)
    if not form.is_valid():
        return render(request, "needs/key_in.html", {"form": form}, status=422)
    return _publish(request, form)


@require_POST
@limited("similar-needs", "120/5m", by="user-or-network")
def similar(request: HttpRequest) -> HttpResponse:
    """Needs like the one being written, as a fragment of a page."""
    refuse_large(request)
    return render(request, "needs/similar.html", {"similar": _similar(TellingForm(request.POST))})


def _beginning(request: HttpRequest) -> dict[str, Any]:
    """What the form opens with: what was being written, or what the address brings along."""
    asked = request.GET
    start = {"title": asked.get("titre", "")[:120], "theme": asked.get("theme", "")}
    start["territories"] = asked.get("territoire", "")[:100] or _home()
    kept = dict(request.session.get(_KEPT, {})) if request.session.session_key else {}
    if isinstance(request.user, User) and (number := whole(asked.get("brouillon", ""))):
        draft = personal.draft_of(request.user, number)
        kept = draft.data if draft else kept
    return {"key": uuid4(), **start, **kept}


def _home() -> str:
    territory = home()
    return label(territory) if territory else ""


def _form(request: HttpRequest, form: NeedForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "draft": _draft_of(request), "found": _KEPT in request.session}
    return render(request, "needs/raise.html", context, status=status)


def _draft_of(request: HttpRequest) -> int:
    return whole(request.POST.get("brouillon", "") or request.GET.get("brouillon", ""))


def _before(request: HttpRequest, form: NeedForm) -> HttpResponse:
    context = {
        "form": form,
        "telling": form.telling(),
        "similar": _similar(form),
        "draft": _draft_of(request),
    }
    return render(request, "needs/before.html", context)


def _similar(form: TellingForm) -> list[Any]:
    form.is_valid()  # what is half written counts as far as it goes
    told = form.cleaned_data
    text = "\n".join(str(told.get(name) or form.data.get(name, "")) for name in ("title", "situation"))
    refs = [territory.ref for territory in told.get("territories", ())]
    return similar_to(text, theme=told.get("theme", ""), territories=refs)


def _keep(request: HttpRequest, form: NeedForm) -> HttpResponse:
    kept = actions.keep_draft(form.written, by=person(request), draft=_draft_of(request))
    messages.success(
        request, _("Votre brouillon est gardé. Vous seul le voyez ; il s’efface après 90 jours.")
    )
    return redirect(f"{reverse('needs:raise')}?brouillon={kept.pk}")


def _sign_in_first(request: HttpRequest, form: NeedForm) -> HttpResponse:
    written = form.written
    if sum(map(len, written.values())) <= MOST_KEPT:
        request.session[_KEPT] = written
    return redirect_to_login(reverse("needs:raise"))


def _publish(request: HttpRequest, form: NeedForm) -> HttpResponse:
    if not request.user.is_authenticated:
        return _sign_in_first(request, form)
    author = person(request)
    keep_pace_together(request, author, "\n".join(form.written.values()))
    need = actions.raise_need(
        form.telling(), by=author, key=form.cleaned_data.get("key"), voice=form.chosen_voice()
    )
    request.session.pop(_KEPT, None)
    if draft := _draft_of(request):
        actions.discard_draft(draft, by=author)
    messages.success(request, _("C’est publié. Merci : c’est d’ici que tout part."))
    return redirect(f"{need.get_absolute_url()}?publie=1")
