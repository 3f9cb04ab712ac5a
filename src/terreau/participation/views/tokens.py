"""The pages of API tokens: one's own, and those of an organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from terreau.foundation.limits import limited
from terreau.participation import actions
from terreau.participation.forms.tokens import TokenForm
from terreau.participation.queries import tokens as kept
from terreau.participation.views.request import person
from terreau.people.models import Organisation

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("make-token", "20/h", by="user", methods=("POST",))
def my_tokens(request: HttpRequest) -> HttpResponse:
    """One's own tokens, and the form to make one."""
    return _page(request, None)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("make-token", "20/h", by="user", methods=("POST",))
def organisation_tokens(request: HttpRequest, slug: str) -> HttpResponse:
    """The tokens of an organisation, for those who answer for it."""
    organisation = get_object_or_404(Organisation, slug=slug)
    actions.require(person(request), "participation.see_organisation_tokens", organisation)
    return _page(request, organisation)


@login_required
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop one of one's own."""
    actions.revoke_token(pk, by=person(request))
    messages.success(request, _("Ce jeton n’ouvre plus rien."))
    return redirect("participation:tokens")


@login_required
@require_POST
def revoke_for(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Stop one of an organisation."""
    organisation = get_object_or_404(Organisation, slug=slug)
    actions.revoke_token(pk, by=person(request), organisation=organisation)
    messages.success(request, _("Ce jeton n’ouvre plus rien."))
    return redirect("participation:organisation-tokens", slug)


@sensitive_variables("secret")
def _page(request: HttpRequest, organisation: Organisation | None) -> HttpResponse:
    by, secret = person(request), ""
    form = TokenForm(request.POST or None, for_organisation=organisation is not None)
    asked = request.method == "POST"
    if asked and form.is_valid():
        _token, secret = actions.make_token(
            form.terms(), by=by, organisation=organisation, key=form.cleaned_data.get("key")
        )
        if not secret:
            messages.info(request, _("Ce jeton était déjà créé. Son secret n’est montré qu’une fois."))
            return redirect(_here(organisation))
        form = TokenForm(for_organisation=organisation is not None)
    context = {
        "form": form,
        "secret": secret,
        "organisation": organisation,
        "tokens": kept.tokens_for(organisation) if organisation else kept.tokens_of(by),
        "here": _here(organisation),
    }
    status = 422 if asked and not secret else 200
    return render(request, "participation/tokens/tokens.html", context, status=status)


def _here(organisation: Organisation | None) -> str:
    if organisation is None:
        return reverse("participation:tokens")
    return reverse("participation:organisation-tokens", args=(organisation.slug,))
