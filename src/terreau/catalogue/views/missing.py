"""What is missing: the list, the request, asking with others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import rules
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from terreau.catalogue import actions
from terreau.catalogue.forms.missing import MissingForm
from terreau.catalogue.queries import missing as questions
from terreau.catalogue.queries import page
from terreau.catalogue.views.request import need_asked, person
from terreau.foundation.limits import limited
from terreau.foundation.slots import thing_panels
from terreau.needs.forms.fields import named
from terreau.needs.forms.filters import whole
from terreau.needs.models import Theme
from terreau.territories.queries import home, label

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from terreau.needs.models import Need


@require_safe
def missing_list(request: HttpRequest) -> HttpResponse:
    """Everything that is asked for and that nobody publishes here."""
    shown = questions.page_of(whole(request.GET.get("page", "1")))
    return render(request, "catalogue/missing_list.html", {"page": shown})


@require_safe
def missing_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: what for, who may hold the data, how many people ask."""
    found = questions.missing(pk)
    context = {
        "missing": found,
        "need": questions.need_of(found),
        "theme": Theme(found.theme).label,
        "wished": questions.asks_for(request.user, found),
        "may_answer": rules.has_perm("catalogue.answer_missing_data", request.user, found),
        "panels": list(thing_panels.ask(request, found)),
    }
    return render(request, "catalogue/missing.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("ask-for-data", "60/h", by="user", methods=("POST",))
def ask(request: HttpRequest) -> HttpResponse:
    """Say which data are missing."""
    need = need_asked(request)
    if request.method != "POST":
        form = MissingForm(initial=_beginning(request, need))
        return render(request, "catalogue/ask.html", {"form": form, "need": need})
    form = MissingForm(request.POST)
    if not form.is_valid():
        return render(request, "catalogue/ask.html", {"form": form, "need": need}, status=422)
    made = actions.ask_for_data(form.gap(need), by=person(request), key=form.cleaned_data.get("key"))
    messages.success(request, _("C’est publié. D’autres peuvent maintenant demander ces données avec vous."))
    return redirect(made)


def _beginning(request: HttpRequest, need: Need | None) -> dict[str, Any]:
    here = home()
    start = {"title": request.GET.get("titre", "")[:160], "territories": label(here) if here else ""}
    if need is None:
        return start
    links = need.territory_links.select_related("territory").order_by("pk")
    return {**start, "theme": need.theme, "territories": named(link.territory for link in links)}


@login_required
@require_POST
@limited("wish", "240/h", by="user")
def wish(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask too."""
    return redirect(actions.wish(pk, by=person(request)))


@login_required
@require_POST
@limited("wish", "240/h", by="user")
def unwish(request: HttpRequest, pk: int) -> HttpResponse:
    """No longer ask."""
    return redirect(actions.unwish(pk, by=person(request)))


@login_required
@require_POST
def found(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which published data fill the gap."""
    said = request.POST.get("donnees", "").rstrip("/").rsplit("/", 1)[-1].strip()
    number = whole(said)
    dataset = page.dataset(number) if number else None
    if dataset is None or not dataset.is_public:
        messages.error(request, _("Donnez le numéro d’un jeu de données publié, par exemple 12."))
        return redirect(questions.missing(pk))
    made = actions.say_found(pk, dataset, by=person(request))
    messages.success(request, _("C’est dit : ces données sont là."))
    return redirect(made)
