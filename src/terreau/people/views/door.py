"""Where one signs in and out: allauth's pages, with the other ways in beside the code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.views import LoginView, LogoutView
from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from terreau.people import openid, providers
from terreau.people.errors import ProviderDownError, ProviderNotBelievedError
from terreau.people.passkeys import name_bound_to
from terreau.people.views.provider import OPENED

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class _Door(LoginView):  # type: ignore[misc]  # allauth publishes no types
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one = providers.provider()
        more = {"bound_to": name_bound_to(), "provider": one.name if one else ""}
        return {**super().get_context_data(**kwargs), **more}


class _Leave(LogoutView):  # type: ignore[misc]
    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        # Whoever only signs in again (freshness.py) stays known at the provider.
        url = "" if "next" in self.request.POST else _end_at_the_provider(self.request)
        answer: HttpResponse = super().post(*args, **kwargs)
        if not url:
            return answer
        name = _name()
        return render(self.request, "people/provider/leaving.html", {"url": url, "name": name, "out": True})


door, leave = _Door.as_view(), never_cache(_Leave.as_view())


@require_GET
def left(request: HttpRequest) -> HttpResponse:
    """Signed out here and at the provider; nothing is done here, so nothing is asked of the address."""
    return render(request, "people/provider/left.html", {"name": _name()})


def _name() -> str:
    one = providers.provider()
    return one.name if one else ""


def _end_at_the_provider(request: HttpRequest) -> str:
    one, id_token = providers.provider(), request.session.get(OPENED)
    if one is None or not id_token:
        return ""
    try:
        description = providers.description_of(one)
    except (ProviderDownError, ProviderNotBelievedError):  # signed out here at least
        return ""
    come_back = settings.ADDRESS + reverse("signed_out")
    return openid.end_session_url(description, id_token=id_token, come_back=come_back)
