"""The addresses that stand in signed files: they have to stay true as long as the badges do."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.urls import reverse

if TYPE_CHECKING:
    from terreau.recognition.models import Award, Issuer, StatusRegister, Version


def whole(path: str) -> str:
    """A path of ours as a whole address."""
    return f"{settings.ADDRESS}{path}"


def issuer_id(issuer: Issuer) -> str:
    """The issuer's id: did:web where the instance has https, which did:web demands; else the key document."""
    if not settings.SECURE:
        return key_document(issuer)
    host = quote(urlsplit(settings.ADDRESS).netloc, safe="")
    path = reverse("recognition:issuer", args=(issuer.slug,)).strip("/")
    return ":".join(["did:web", host, *path.split("/")])


def key_document(issuer: Issuer) -> str:
    """Where the issuer's public keys are read."""
    return whole(reverse("recognition:key-document", args=(issuer.slug,)))


def status_list(register: StatusRegister, issuer: Issuer, purpose: str) -> str:
    """Where a signed status list is read; `purpose` is "revocation" or "suspension"."""
    return whole(reverse("recognition:status-list", args=(issuer.slug, register.number, purpose)))


def version_id(version: Version) -> str:
    """The id of the badge as it was when it was given."""
    return whole(version.get_absolute_url())


def award_id(award: Award) -> str:
    """The id of the signed file."""
    return whole(award.get_absolute_url())
