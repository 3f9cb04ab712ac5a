"""What a token read on paper cannot say: whether the badge still stands, and whose the key is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from terreau.recognition.models import Award, IssuerKey

if TYPE_CHECKING:
    from terreau.recognition.models import Issuer

DID_KEY = "did:key:"


def key_of(issuer: Issuer, identifier: str) -> IssuerKey | None:
    """The key of this issuer that a did:key names, revoked or not."""
    if not identifier.startswith(DID_KEY):
        return None
    return IssuerKey.objects.filter(issuer=issuer, multikey=identifier.removeprefix(DID_KEY)).first()


def standing(credential: dict[str, Any]) -> tuple[bool, str] | None:
    """Whether a badge of ours signed without a status stands today, in a sentence; None for any other.

    The paper keeps what it said the day it was printed; the instance that gave the badge knows better.
    """
    if credential.get("credentialStatus"):
        return None
    award, issuer = _award(str(credential.get("id") or "")), credential.get("issuer")
    identifier = issuer.get("id") if isinstance(issuer, dict) else issuer
    if award is None or not isinstance(identifier, str):
        return None
    key = key_of(award.issuer, identifier)
    return _today(award, key) if key is not None else None


def _today(award: Award, key: IssuerKey) -> tuple[bool, str]:
    if key.revoked_at:
        return False, _("Qui l’a donné a révoqué la clé qui signe ce papier.")
    if award.revoked_at:
        return False, _("Ce badge a été révoqué depuis que ce papier est imprimé.")
    if award.suspended_at:
        return False, _("Ce badge est suspendu.")
    return True, _("Ce service a donné ce badge, et il n’a été ni révoqué ni suspendu.")


def _award(address: str) -> Award | None:
    if not address.startswith(f"{settings.ADDRESS}/"):
        return None
    try:
        found = resolve(urlsplit(address).path)
    except (Resolver404, ValueError):
        return None
    if found.view_name != "recognition:award":
        return None
    return Award.objects.select_related("issuer").filter(code=found.kwargs["code"]).first()
