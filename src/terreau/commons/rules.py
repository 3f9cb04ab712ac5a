"""Who may do what about commons; the rights table in the docs is printed from these.

Anyone may read. Those who care for a commons (its stewards, and who answers for an organisation that holds
it) change its sheet; the stewards of the territory may too, for what has to be mended.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules

from terreau.commons.models import Member, Role
from terreau.needs.rules import belongs
from terreau.people.models import Belonging
from terreau.people.models import Role as OrganisationRole
from terreau.people.rules import is_mediator, is_signed_in, is_steward

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from terreau.commons.models import Commons
    from terreau.people.models import User


@rules.predicate
def cares_for_it(user: User | AnonymousUser, commons: Commons) -> bool:
    """A person who cares for this commons (its steward)."""
    if not (user.is_authenticated and user.is_active):
        return False
    return Member.objects.filter(commons=commons, user_id=user.pk, role=Role.STEWARD, until=None).exists()


@rules.predicate
def holds_it(user: User | AnonymousUser, commons: Commons) -> bool:
    """A person who answers for an organisation that holds this commons."""
    if not (user.is_authenticated and user.is_active):
        return False
    return Belonging.objects.filter(
        user_id=user.pk,
        role=OrganisationRole.HOLDER,
        organisation__commons_memberships__commons=commons,
        organisation__commons_memberships__role=Role.HOLDER,
        organisation__commons_memberships__until=None,
    ).exists()


@rules.predicate
def takes_part(user: User | AnonymousUser, commons: Commons) -> bool:
    """A person who is in the community of this commons."""
    if not (user.is_authenticated and user.is_active):
        return False
    return Member.objects.filter(commons=commons, user_id=user.pk, until=None).exists()


answers_for_it = cares_for_it | holds_it

rules.add_perm("commons.open_commons", is_signed_in)
rules.add_perm("commons.open_for_organisation", belongs)
rules.add_perm("commons.open_for_someone", is_mediator)
rules.add_perm("commons.change_commons", answers_for_it | is_steward)
rules.add_perm("commons.import_commons", is_steward)
