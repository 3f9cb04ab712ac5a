"""Accounts at an identity provider that open an account here: joined, used, taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from terreau.people.actions.accounts import open_account
from terreau.people.errors import IdentityTakenError
from terreau.people.models import Identity
from terreau.people.notices import way_in_changed

if TYPE_CHECKING:
    from terreau.people.models import User


def join_identity(user: User, *, issuer: str, subject: str, name: str) -> Identity:
    """Let this account at a provider open the account of `user`, and tell the person by e-mail.

    `name` is the provider's, for the message. Joining again changes nothing. Raises IdentityTakenError when
    it opens another person's account.
    """
    try:
        with transaction.atomic():
            identity, new = Identity.objects.get_or_create(
                issuer=issuer, subject=subject, defaults={"user": user}
            )
    except IntegrityError:
        identity, new = Identity.objects.get(issuer=issuer, subject=subject), False
    if identity.user_id != user.pk:
        raise IdentityTakenError(name=name)
    if new:
        said = _("{name} ouvre maintenant votre compte").format(name=name)
        transaction.on_commit(lambda: way_in_changed(user, said))
    return identity


@transaction.atomic
def open_vouched_account(email: str, *, issuer: str, subject: str, name: str) -> User:
    """The account of an address that a provider answers for, made if there is none, and opened by it.

    For an address that no account has confirmed: the person confirms the others themself (`join_identity`).
    """
    user = open_account(email)
    EmailAddress.objects.filter(user=user, email=email).update(verified=True, primary=True)
    join_identity(user, issuer=issuer, subject=subject, name=name)
    return user


@transaction.atomic
def leave_identity(user: User, identity: int, *, name: str) -> bool:
    """Take it away; the code by e-mail still opens the account. False when it is not theirs."""
    gone, _by_table = Identity.objects.filter(user=user, pk=identity).delete()
    if gone:
        said = _("{name} n’ouvre plus votre compte").format(name=name)
        transaction.on_commit(lambda: way_in_changed(user, said))
    return bool(gone)


@transaction.atomic
def use_identity(identity: Identity) -> None:
    """Remember that it served, for the person to see."""
    identity.last_used_at = timezone.now()
    identity.save(update_fields=["last_used_at"])
