"""Who helps stewards to moderate."""

from __future__ import annotations

from django.db import transaction

from terreau.participation.errors import NotAModeratorError
from terreau.participation.models import Moderator
from terreau.people.models import User
from terreau.people.rules import require


@transaction.atomic
def name_moderator(email: str, *, by: User) -> Moderator:
    """Ask the person of this address to moderate; twice changes nothing.

    Raises NotAllowedError, NotAModeratorError.
    """
    require(by, "participation.name_moderators")
    person = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if person is None:
        raise NotAModeratorError
    named, _fresh = Moderator.objects.get_or_create(user=person, defaults={"named_by": by})
    return named


@transaction.atomic
def dismiss_moderator(pk: int, *, by: User) -> None:
    """Take the role back; twice changes nothing. Raises NotAllowedError."""
    require(by, "participation.name_moderators")
    Moderator.objects.filter(pk=pk).delete()
