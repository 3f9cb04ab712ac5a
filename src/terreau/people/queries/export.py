"""Everything kept about one person, for them to take away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession

from terreau.foundation.slots import Exported, personal_data
from terreau.people.models import Belonging, Consent, Invitation, User
from terreau.people.queries.persons import addresses_of
from terreau.people.queries.ways_in import identities_of, passkeys_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet


def everything_about(user: User) -> dict[str, object]:
    """What each room holds about this person, by room."""
    return {exported.key: exported.data for exported in personal_data.ask(user.pk)}


def account_of(pk: int) -> Exported:
    """What this room holds: the account and all that hangs on it."""
    user = User.objects.get(pk=pk)
    account = {
        "email": user.email,
        "shown_name": user.shown_name,
        "shows_name": user.shows_name,
        "is_steward": user.is_steward,
        "has_password": user.has_usable_password(),
        "opened": user.date_joined,
        "last_sign_in": user.last_login,
    }
    addresses = EmailAddress.objects.filter(user=user).order_by("pk")
    sign_ins = UserSession.objects.filter(user=user).order_by("pk")
    passkeys = passkeys_of(user)
    roles = Belonging.objects.filter(user=user).order_by("pk")
    consents = Consent.objects.filter(user=user).order_by("pk")
    received = Invitation.objects.filter(email__in=addresses_of(user)).order_by("pk")
    sent = Invitation.objects.filter(invited_by=user).order_by("pk")
    data = {
        "account": account,
        "addresses": _rows(addresses, "email", "verified", "primary"),
        "sign_ins": _rows(sign_ins, "created_at", "ip", "user_agent"),
        "passkeys": [{key: one[key] for key in ("name", "created_at", "last_used_at")} for one in passkeys],
        "identities": _rows(identities_of(user), "issuer", "subject", "linked_at", "last_used_at"),
        "organisations": _rows(roles, "organisation__name", "role", "since"),
        "consents": _rows(consents, "purpose", "text_version", "given_at", "withdrawn_at"),
        "invitations_received": _rows(received, "organisation__name", "role", "email", "expires_at"),
        "invitations_sent": _rows(sent, "organisation__name", "role", "email", "expires_at"),
    }
    return Exported(key="people", data=data)


def _rows(rows: QuerySet[Any], *fields: str) -> Sequence[dict[str, object]]:
    return list(rows.values(*fields))
