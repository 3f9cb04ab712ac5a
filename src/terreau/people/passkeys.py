"""Where allauth's passkeys are bent to the house: beside the code by e-mail, never instead of it.

A passkey is bound to a name (the *relying party id*): the host of the public address. Browsers refuse numbers
and plain HTTP, save `localhost` (https://www.w3.org/TR/webauthn-3/#relying-party-identifier).
"""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from terreau.people.models import User

#: A person keeps a few: a telephone, a computer, a spare key.
MOST = 10
LONGEST_NAME = 60


def name_bound_to() -> str:
    """The name that passkeys of this instance are bound to; "" where browsers would refuse them."""
    address = urlsplit(settings.ADDRESS)
    host = address.hostname or ""
    try:
        number = ip_address(host)
    except ValueError:
        return host if address.scheme == "https" or host == "localhost" else ""
    return "localhost" if number.is_loopback else ""


class PasskeyAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth publishes no types
    """The hooks allauth offers; see https://docs.allauth.org/en/latest/mfa/adapter.html."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy(
            "Cette clé d’accès n’a pas été reconnue. Réessayez, ou demandez un code par e-mail."
        ),
        "unverified_email": gettext_lazy("Confirmez d’abord votre adresse e-mail."),
    }

    def is_mfa_enabled(self, user: User, types: Any = None) -> bool:  # noqa: ARG002 - allauth's signature
        """Never a second step: whoever lost their telephone still comes in with a code by e-mail."""
        return False

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": name_bound_to(), "name": "Terreau"}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        # What the telephone shows when it asks which account to use.
        said = super().get_public_key_credential_user_entity(user)
        return {**said, "name": user.email, "display_name": user.shown_name or user.email}

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002 - allauth's word
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Clé d’accès {number}").format(number=number)
