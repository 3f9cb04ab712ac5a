"""Who signs: their page, their keys, their lists."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import rules
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from terreau.foundation.limits import limited
from terreau.people.freshness import freshly_signed_in
from terreau.people.rules import require
from terreau.recognition import actions
from terreau.recognition.errors import UnknownIssuerError
from terreau.recognition.models import IssuerKey, StatusRegister
from terreau.recognition.queries import addresses, brought, documents, listing, page
from terreau.recognition.queries.taking_away import pieces
from terreau.recognition.views.badges import data
from terreau.recognition.views.request import person

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from terreau.recognition.models import Issuer

#: Readers may keep a list so long: a revocation is known everywhere within the quarter of an hour.
LIST_SECONDS = 900


@require_safe
def issuer(request: HttpRequest, slug: str) -> HttpResponse:
    """Who signs, what they give, with which keys."""
    found = page.issuer(slug)
    context = {
        "issuer": found,
        "badges": list(listing.listed().filter(issuer=found)[:40]),
        "name": addresses.issuer_id(found),
        "brought": list(brought.shown_of(found, request.user)[:40]),
        "archives": brought.archives_of(found),
        "may_manage": request.user.is_authenticated
        and rules.has_perm("recognition.manage_keys", request.user, found),
    }
    return render(request, "recognition/issuer.html", context)


@require_safe
def key_document(_request: HttpRequest, slug: str) -> HttpResponse:
    """The public keys."""
    return data(documents.key_document(page.issuer(slug)), "application/did+ld+json")


@require_safe
def issuer_twin(_request: HttpRequest, slug: str) -> HttpResponse:
    """The issuer in Open Badges 2.0."""
    return data(documents.issuer_twin(page.issuer(slug)))


@require_safe
def status_list(_request: HttpRequest, slug: str, number: int, purpose: str) -> HttpResponse:
    """A signed list, as it was signed at the last change."""
    register = StatusRegister.objects.filter(issuer__slug=slug, number=min(number, 2**31 - 1)).first()
    if register is None or purpose not in {"revocation", "suspension"}:
        raise UnknownIssuerError
    answer = data(getattr(register, purpose), "application/vc+ld+json")
    answer["Cache-Control"] = f"public, max-age={LIST_SECONDS}"
    return answer


@login_required
@require_http_methods(["GET", "HEAD"])
def keys(request: HttpRequest, slug: str) -> HttpResponse:
    """The keys of an issuer, for who answers for it."""
    found = page.issuer(slug)
    require(person(request), "recognition.manage_keys", found)
    known = found.keys.order_by("-made_at", "-pk")
    context = {"issuer": found, "keys": list(known), "archives": brought.archives_of(found)}
    return render(request, "recognition/keys.html", context)


@login_required
@require_POST
@limited("badge-keys", "20/h", by="user")
def renew_key(request: HttpRequest, slug: str) -> HttpResponse:
    """Sign with a new key from now on."""
    actions.renew_key(page.issuer(slug), by=person(request))
    messages.success(request, _("Une nouvelle clé signe désormais. Les badges déjà donnés restent valables."))
    return redirect("recognition:keys", slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@freshly_signed_in
@limited("badge-keys", "20/h", by="user", methods=("POST",))
def revoke_key(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Publish a key no more: nothing it signed verifies after that."""
    found = page.issuer(slug)
    require(person(request), "recognition.manage_keys", found)
    key = get_object_or_404(IssuerKey, pk=min(pk, 2**63 - 1), issuer=found)
    if request.method == "POST":
        actions.revoke_key(found, key.pk, by=person(request))
        messages.success(
            request, _("Cette clé n’est plus publiée : les badges qu’elle a signés ne valent plus.")
        )
        return redirect("recognition:keys", slug)
    return render(request, "recognition/revoke_key.html", {"issuer": found, "key": key})


@login_required
@require_safe
@limited("issuer-export", "20/h", by="user")
def take_away(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """Everything an issuer owns, in one file."""
    found = page.issuer(slug)
    require(person(request), "recognition.manage_keys", found)
    return _everything(found)


def _everything(found: Issuer, key: dict[str, Any] | None = None) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(pieces(found, key), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="emetteur-{found.slug}.json"'
    answer["Cache-Control"] = "no-store"
    return answer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@freshly_signed_in
@limited("badge-key-export", "6/h", by="user", methods=("POST",))
def export_key(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The key in use, secret included, alone or with everything: for who wants to sign elsewhere."""
    found = page.issuer(slug)
    require(person(request), "recognition.manage_keys", found)
    if request.method != "POST":
        return render(request, "recognition/export_key.html", {"issuer": found})
    key = actions.export_key(found, by=person(request))
    if request.POST.get("quoi") == "tout":
        return _everything(found, key)
    answer = HttpResponse(json.dumps(key, indent=1), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="cle-{slug}.json"'
    answer["Cache-Control"] = "no-store"
    return answer
