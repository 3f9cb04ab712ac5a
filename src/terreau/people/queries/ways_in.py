"""Ways into an account beside the code by e-mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from terreau.people.models import Identity

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from terreau.people.models import User


def passkeys_of(user: User) -> list[dict[str, Any]]:
    """Passkeys of this person, the latest first: name, since when, last used when."""
    kept = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).order_by("-pk")
    return [
        {
            "pk": one.pk,
            "name": one.data["name"],
            "created_at": one.created_at,
            "last_used_at": one.last_used_at,
        }
        for one in kept
    ]


def identities_of(user: User) -> QuerySet[Identity]:
    """Accounts at an identity provider that open this person's account, the latest first."""
    return Identity.objects.filter(user=user).order_by("-pk")


def identity_of(issuer: str, subject: str) -> Identity | None:
    """The account of this person at a provider, when it opens an account here."""
    return Identity.objects.select_related("user").filter(issuer=issuer, subject=subject).first()


def account_confirmed(email: str) -> User | None:
    """The account whose owner has shown that this address is theirs."""
    kept = EmailAddress.objects.select_related("user").filter(email=email, verified=True).first()
    return kept.user if kept else None
