"""Who may attach, describe and take away. Anyone may look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules

from terreau.people.rules import is_mediator, is_signed_in, is_steward

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from terreau.participation.models import Attachment
    from terreau.people.models import User


@rules.predicate
def attached_it(user: User | AnonymousUser, attachment: Attachment) -> bool:
    """The person who attached this photograph or file."""
    return user.is_authenticated and user.is_active and attachment.author_id == user.pk


rules.add_perm("participation.attach", is_signed_in)
rules.add_perm("participation.attach_for_someone", is_mediator)
rules.add_perm("participation.describe_file", attached_it | is_steward)
rules.add_perm("participation.remove_file", attached_it | is_steward)
