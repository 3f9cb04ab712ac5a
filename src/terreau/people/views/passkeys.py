"""Passkeys: listed, added, renamed, removed, used to sign in. allauth's views with our forms and pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import views as allauth
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from terreau.foundation.limits import limited
from terreau.people import passkeys as keys
from terreau.people import queries
from terreau.people.forms.door import SHARED
from terreau.people.forms.passkeys import AddPasskeyForm, RenamePasskeyForm, UsePasskeyForm
from terreau.people.freshness import freshly_signed_in
from terreau.people.views.request import signed_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@never_cache
@login_required
@require_GET
def passkeys(request: HttpRequest) -> HttpResponse:
    shown = queries.passkeys_of(signed_in(request))
    return render(request, "people/passkeys/list.html", {"passkeys": shown, "full": len(shown) >= keys.MOST})


class _Add(allauth.AddWebAuthnView):  # type: ignore[misc]  # allauth publishes no types
    template_name = "people/passkeys/add.html"
    form_class = AddPasskeyForm

    def get_form_class(self) -> type[AddPasskeyForm]:
        return self.form_class

    def get_success_url(self) -> str:
        return reverse("passkeys")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        bound_to = keys.name_bound_to()
        context: dict[str, Any] = super().get_context_data(**kwargs) if bound_to else {}
        context |= {"form": kwargs.get("form") or self.get_form()}
        return context | {"bound_to": bound_to, "options": context.get("js_data", {}).get("creation_options")}


class _Remove(allauth.RemoveWebAuthnView):  # type: ignore[misc]
    template_name = "people/passkeys/remove.html"
    success_url = reverse_lazy("passkeys")


class _Rename(allauth.EditWebAuthnView):  # type: ignore[misc]
    template_name = "people/passkeys/rename.html"
    success_url = reverse_lazy("passkeys")

    def get_form_class(self) -> type[RenamePasskeyForm]:
        return RenamePasskeyForm


class _Use(allauth.LoginWebAuthnView):  # type: ignore[misc]
    def get_form_class(self) -> type[UsePasskeyForm]:
        return UsePasskeyForm

    def form_valid(self, form: UsePasskeyForm) -> HttpResponse:
        self.request.session[SHARED] = self.request.POST.get("shared_computer") == "on"
        return super().form_valid(form)  # type: ignore[no-any-return]


_added, _removed, _renamed = _Add.as_view(), _Remove.as_view(), _Rename.as_view()
use = never_cache(_Use.as_view())


@never_cache
@login_required
@limited("passkey", "30/h", by="user", methods=("POST",))
@freshly_signed_in
def add(request: HttpRequest) -> HttpResponse:
    if Authenticator.objects.filter(user=signed_in(request)).count() >= keys.MOST:
        messages.error(request, _("Vous avez déjà dix clés d’accès : retirez-en une d’abord."))
        return redirect("passkeys")
    return _added(request)  # type: ignore[no-any-return]


@never_cache
@login_required
@freshly_signed_in
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    return _removed(request, pk=pk)  # type: ignore[no-any-return]


@never_cache
@login_required
@freshly_signed_in
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    return _renamed(request, pk=pk)  # type: ignore[no-any-return]
