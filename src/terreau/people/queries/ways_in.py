"""Ways into an account beside the code by e-mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator

if TYPE_CHECKING:
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
