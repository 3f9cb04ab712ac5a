"""Signing in with the identity provider: going there, coming back, joining it to an account."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from allauth.account.utils import get_next_redirect_url, perform_login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from terreau.foundation.limits import limited
from terreau.people import actions, openid, providers, queries
from terreau.people.errors import (
    AddressNotVouchedError,
    ProviderNotBelievedError,
    SignInLostError,
)
from terreau.people.forms.door import SHARED
from terreau.people.freshness import freshly_signed_in, is_fresh
from terreau.people.views.request import signed_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from terreau.people.models import User
    from terreau.people.providers import Provider, Told

#: Keys of the session: requests under way; who waits to be joined; what the provider said, for signing out.
ASKED, WAITING, OPENED, PROPOSED = "openid_asked", "openid_waiting", "openid_opened", "openid_proposed"
#: Seconds that a person may take at the provider, and to say whether two accounts are one.
LASTS = 600
#: Requests under way in one browser: several tabs, not a store.
AT_ONCE = 5


@never_cache
@require_POST
@limited("provider", "60/h", by="network")
def begin(request: HttpRequest) -> HttpResponse:
    """Send the person to the provider; someone signed in goes there to join it to their account."""
    one = _provider()
    if request.user.is_authenticated and not is_fresh(request):
        return render(request, "people/sign_in_again.html", {"back": reverse("identities")}, status=403)
    description = providers.description_of(one)
    asked = openid.Request()
    request.session[ASKED] = {
        **_under_way(request),
        asked.state: {
            "nonce": asked.nonce,
            "verifier": asked.verifier,
            "issuer": one.issuer,
            "at": time.time(),
            "next": get_next_redirect_url(request) or "",
            "for": request.user.pk,
            "shared": request.POST.get("shared_computer") == "on",
        },
    }
    url = openid.authorization_url(
        description,
        asked,
        client_id=one.client_id,
        come_back=_come_back(),
        scope=one.scope,
        acr_values=one.acr_values,
    )
    # Not a redirection: browsers hold it against the form's policy (form-action 'self'), all the way there.
    return render(request, "people/provider/leaving.html", {"url": url, "name": one.name, "out": False})


@never_cache
@require_GET
@limited("provider-return", "120/h", by="network")
def come_back(request: HttpRequest) -> HttpResponse:
    """What the provider answers, through the person's browser."""
    one, kept = _provider(), _taken(request)
    try:
        must = providers.description_of(one).names_itself
        openid.same_issuer(request.GET.get("iss"), asked=one.issuer, must=must)
    except openid.MixedUpError as error:
        raise ProviderNotBelievedError(name=one.name) from error
    if kept["issuer"] != one.issuer:  # the host changed providers meanwhile
        raise SignInLostError
    if "error" in request.GET or not request.GET.get("code"):
        said = _("Vous n’êtes pas entré avec {name}. Le code par e-mail marche toujours.")
        messages.info(request, said.format(name=one.name))
        return redirect("account_login")
    told = providers.told_by(
        one,
        request.GET["code"][:2000],
        nonce=kept["nonce"],
        verifier=kept["verifier"],
        come_back=_come_back(),
    )
    if kept["for"] is not None:
        return _join_to(request, one, told, kept["for"])
    if request.user.is_authenticated:
        return redirect("people:me")
    request.session[SHARED] = kept["shared"]
    return _enter(request, one, told, kept["next"])


def _enter(request: HttpRequest, one: Provider, told: Told, following: str) -> HttpResponse:
    if identity := queries.identity_of(told.issuer, told.subject):
        actions.use_identity(identity)
        return _open(request, identity.user, told, following)
    if not (told.email and told.address_vouched):
        raise AddressNotVouchedError(name=one.name)
    if queries.account_confirmed(told.email):
        waiting = {"at": time.time(), "next": following, "told": vars(told)}
        request.session[WAITING] = waiting
        return redirect("provider_join")
    person = actions.open_vouched_account(told.email, issuer=told.issuer, subject=told.subject, name=one.name)
    return _open(request, person, told, following)


def _open(request: HttpRequest, person: User, told: Told, following: str) -> HttpResponse:
    request.session[OPENED] = told.id_token
    request.session[PROPOSED] = {"name": told.name, "siret": told.siret}
    answer: HttpResponse = perform_login(request, person, redirect_url=following or None)
    return answer


@never_cache
@require_http_methods(["GET", "POST"])
@limited("provider-join", "60/h", by="network", methods=("POST",))
def join(request: HttpRequest) -> HttpResponse:
    """The address has an account already: the person says that both are theirs, and is told what it means."""
    one, waiting = _provider(), request.session.get(WAITING)
    if not waiting or time.time() - waiting["at"] > LASTS or request.user.is_authenticated:
        raise SignInLostError
    told = providers.Told(**waiting["told"])
    if request.method == "GET":
        return render(request, "people/provider/join.html", {"name": one.name, "email": told.email})
    del request.session[WAITING]
    person = queries.account_confirmed(told.email)
    if person is None or told.issuer != one.issuer:
        raise SignInLostError
    if person.is_active:  # a blocked person reads why, and nothing is kept
        identity = actions.join_identity(person, issuer=told.issuer, subject=told.subject, name=one.name)
        actions.use_identity(identity)
    return _open(request, person, told, waiting["next"])


@never_cache
@login_required
@require_GET
def identities(request: HttpRequest) -> HttpResponse:
    shown = queries.identities_of(signed_in(request))
    return render(request, "people/provider/identities.html", {"name": _provider().name, "identities": shown})


@login_required
@require_POST
@freshly_signed_in
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    name = _provider().name
    if actions.leave_identity(signed_in(request), pk, name=name):
        messages.success(request, _("{name} n’ouvre plus votre compte").format(name=name) + ".")
    return redirect("identities")


def _join_to(request: HttpRequest, one: Provider, told: Told, person: int) -> HttpResponse:
    if request.user.pk != person:
        raise SignInLostError
    actions.join_identity(signed_in(request), issuer=told.issuer, subject=told.subject, name=one.name)
    request.session[PROPOSED] = {"name": told.name, "siret": told.siret}
    messages.success(request, _("{name} ouvre maintenant votre compte").format(name=one.name) + ".")
    return redirect("identities")


def _provider() -> Provider:
    if (one := providers.provider()) is None:
        raise Http404
    return one


def _come_back() -> str:
    return settings.ADDRESS + reverse("provider_return")


def _under_way(request: HttpRequest) -> dict[str, Any]:
    known: dict[str, Any] = request.session.get(ASKED, {})
    recent = sorted(
        ((state, kept) for state, kept in known.items() if time.time() - kept["at"] < LASTS),
        key=lambda pair: pair[1]["at"],
    )
    return dict(recent[-(AT_ONCE - 1) :])


def _taken(request: HttpRequest) -> dict[str, Any]:
    """The request that this answer is for; it serves once. Raises SignInLostError."""
    known = _under_way(request)
    kept: dict[str, Any] | None = known.pop(request.GET.get("state", ""), None)
    if kept is None:
        raise SignInLostError
    request.session[ASKED] = known
    request.session.save()  # at once: the same answer sent twice together serves once
    return kept
