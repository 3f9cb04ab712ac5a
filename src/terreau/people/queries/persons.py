"""Questions about people, their open sign-ins and their consents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db.models import Q

from terreau.people.models import Consent, Purpose, User

if TYPE_CHECKING:
    from django.db.models import QuerySet


def stewards() -> QuerySet[User]:
    """The people who run this instance, the first named first."""
    return User.objects.filter(is_steward=True).order_by("date_joined", "pk")


def people(words: str = "") -> QuerySet[User]:
    """Accounts for the stewards' desk, the newest first.

    `words` are looked for in the shown name; an e-mail finds its account only when it is given whole, so
    that the desk never lists addresses.
    """
    found = User.objects.order_by("-date_joined", "pk")
    if words := words.strip()[:254]:
        found = found.filter(
            Q(shown_name__icontains=words)
            | Q(email=words.lower())
            | Q(pk__in=EmailAddress.objects.filter(email=words.lower(), verified=True).values("user_id"))
        )
    return found


def addresses_of(user: User) -> list[str]:
    """Every e-mail address of this person, lower case."""
    kept = EmailAddress.objects.filter(user=user).order_by("email").values_list("email", flat=True)
    return sorted({user.email.lower(), *(address.lower() for address in kept)})


def verified_addresses_of(user: User) -> set[str]:
    """Addresses this person has shown to be theirs, lower case."""
    kept = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return {address.lower() for address in kept}


def sign_ins_of(user: User) -> list[UserSession]:
    """Open sign-ins, the latest first; those already ended are taken off the list."""
    open_ones: list[UserSession] = UserSession.objects.purge_and_list(user)
    return sorted(open_ones, key=lambda sign_in: sign_in.created_at, reverse=True)


def consent_in_force(user: User, purpose: Purpose) -> Consent | None:
    """The consent of this person for `purpose`, when given and not withdrawn."""
    return Consent.objects.filter(user=user, purpose=purpose, withdrawn_at__isnull=True).first()
