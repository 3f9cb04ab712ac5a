"""A person takes their account away: everything personal goes, what is public stays without their name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.sessions.models import Session
from django.db import transaction

from terreau.foundation.slots import account_deletion
from terreau.people.actions.stewards import locked_stewards
from terreau.people.errors import LastStewardError
from terreau.people.models import Invitation, User
from terreau.people.queries import addresses_of

if TYPE_CHECKING:
    from collections.abc import Sequence


@transaction.atomic
def delete_account(user: User) -> None:
    """Delete the account, its addresses, sign-ins, consents, roles and invitations.

    Each room first takes the name off what stays public (slot `account_deletion`). Raises LastStewardError:
    an instance is never left with nobody.
    """
    kept = User.objects.select_for_update().get(pk=user.pk)
    stewards = locked_stewards()
    if kept.pk in stewards and len(stewards) == 1:
        raise LastStewardError
    addresses = addresses_of(kept)
    for _said in account_deletion.ask(kept.pk, True):
        pass
    Invitation.objects.filter(email__in=addresses).delete()
    _forget_sessions(kept, addresses)
    kept.delete()


def _forget_sessions(user: User, addresses: Sequence[str]) -> None:
    # A sign-in begun and never finished leaves a session that no table links to the person, with their
    # address inside: each one is read. Only people who sign in have sessions, so there are few.
    gone = [
        session.pk for session in Session.objects.all().iterator() if _speaks_of(session, user, addresses)
    ]
    Session.objects.filter(pk__in=gone).delete()


def _speaks_of(session: Session, user: User, addresses: Sequence[str]) -> bool:
    data = session.get_decoded()
    if data.get("_auth_user_id") == str(user.pk):
        return True
    said = str(data).lower()
    return any(address in said for address in addresses)
