"""« Mon espace »: what this instance knows of the person who reads it, and what they can do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from terreau.foundation.slots import personal_panels
from terreau.people import actions, providers, queries
from terreau.people.forms.persons import NameForm
from terreau.people.views.request import sent, signed_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@never_cache
@login_required
@require_GET
def me(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    context = {
        "person": person,
        "addresses": queries.addresses_of(person),
        "belongings": queries.belongings_of(person),
        "provider": one.name if (one := providers.provider()) else "",
        "panels": list(personal_panels.ask(request)),
    }
    return render(request, "people/me.html", context)


@never_cache
@login_required
def name(request: HttpRequest) -> HttpResponse:
    """Change the name shown, and agree or not that everyone reads it."""
    person = signed_in(request)
    # What an identity provider calls the person is proposed, and kept only if they send it.
    proposed = request.session.get("openid_proposed", {}).get("name", "")
    kept = {"shown_name": person.shown_name or proposed, "show_name": person.shows_name}
    form = NameForm(sent(request), initial=kept)
    if form.is_valid():
        said = form.cleaned_data
        actions.introduce(person, name=said["shown_name"], to_everyone=said["show_name"])
        messages.success(request, _("C’est enregistré."))
        return redirect("people:me")
    return render(request, "people/name.html", {"form": form})


@never_cache
@login_required
@require_GET
def data(request: HttpRequest) -> HttpResponse:
    """Everything kept about the person, to take away."""
    answer = JsonResponse(
        queries.everything_about(signed_in(request)), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    answer["Content-Disposition"] = 'attachment; filename="mes-donnees.json"'
    return answer


@login_required
@require_POST
def drop_password(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    actions.drop_password(person)
    update_session_auth_hash(request, person)
    messages.success(
        request, _("Votre mot de passe est supprimé : un code vous sera envoyé à chaque connexion.")
    )
    return redirect("people:me")
