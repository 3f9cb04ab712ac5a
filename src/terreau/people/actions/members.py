"""Roles in an organisation: changed, handed over, left, taken away; someone always answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from terreau.foundation.slots import Act, tell
from terreau.people.errors import LastHolderError, NotAMemberError
from terreau.people.models import Belonging, Organisation, Role
from terreau.people.rules import require

if TYPE_CHECKING:
    from terreau.people.models import User


@transaction.atomic
def change_role(by: User, organisation: Organisation, person: User, role: Role) -> None:
    """Give a member another role. Raises LastHolderError, NotAMemberError, NotAllowedError."""
    require(by, "people.manage_members", organisation)
    belonging = _locked_belonging(organisation, person)
    if role != Role.HOLDER:
        _keep_a_holder(belonging)
    former, belonging.role = belonging.role, role
    belonging.save(update_fields=["role"])
    if role == Role.HOLDER and former != role:
        tell(Act("put-in-charge", organisation, by))


@transaction.atomic
def hand_over(by: User, organisation: Organisation, person: User) -> None:
    """Make a member the holder in one's own place; `by` stays as a plain member when they belong to it."""
    require(by, "people.manage_members", organisation)
    belonging = _locked_belonging(organisation, person)
    if person.pk == by.pk:
        return
    belonging.role = Role.HOLDER
    belonging.save(update_fields=["role"])
    Belonging.objects.filter(organisation=organisation, user=by, role=Role.HOLDER).update(role=Role.MEMBER)
    tell(Act("put-in-charge", organisation, by))


@transaction.atomic
def leave_organisation(by: User, organisation: Organisation) -> None:
    """Leave; raises LastHolderError for the last holder, who hands over first."""
    require(by, "people.leave_organisation", organisation)
    belonging = _locked_belonging(organisation, by)
    _keep_a_holder(belonging)
    belonging.delete()


@transaction.atomic
def remove_member(by: User, organisation: Organisation, person: User) -> None:
    """Take a member away. Raises LastHolderError, NotAMemberError, NotAllowedError."""
    require(by, "people.manage_members", organisation)
    belonging = _locked_belonging(organisation, person)
    _keep_a_holder(belonging)
    belonging.delete()


def _locked_belonging(organisation: Organisation, person: User) -> Belonging:
    # The organisation's row is the lock: two holders who leave at once pass here one after the other.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    try:
        return Belonging.objects.get(organisation=organisation, user=person)
    except Belonging.DoesNotExist:
        raise NotAMemberError from None


def _keep_a_holder(belonging: Belonging) -> None:
    others = Belonging.objects.filter(
        organisation_id=belonging.organisation_id, role=Role.HOLDER, user__is_active=True
    ).exclude(pk=belonging.pk)
    if belonging.role == Role.HOLDER and not others.exists():
        raise LastHolderError(organisation=belonging.organisation.name)
