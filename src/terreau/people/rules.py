"""Who may do what about people and organisations; the rights table in the docs is printed from these."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules

from terreau.foundation.errors import NotAllowedError
from terreau.people.models import Belonging, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from terreau.people.models import Organisation, User


@rules.predicate
def is_signed_in(user: User | AnonymousUser) -> bool:
    """A person with an account that is not blocked."""
    return user.is_authenticated and user.is_active


@rules.predicate
def is_steward(user: User | AnonymousUser) -> bool:
    """A person who runs this instance for the territory."""
    return user.is_authenticated and user.is_active and user.is_steward


@rules.predicate
def is_mediator(user: User | AnonymousUser) -> bool:
    """A mediator of a verified organisation, or a steward: may act for someone without an account."""
    if not (user.is_authenticated and user.is_active):
        return False
    return (
        user.is_steward
        or Belonging.objects.filter(
            user_id=user.pk, role=Role.MEDIATOR, organisation__verified_at__isnull=False
        ).exists()
    )


@rules.predicate
def is_holder(user: User | AnonymousUser, organisation: Organisation) -> bool:
    """A person who answers for this organisation."""
    if not (user.is_authenticated and user.is_active):
        return False
    return Belonging.objects.filter(user_id=user.pk, organisation=organisation, role=Role.HOLDER).exists()


@rules.predicate
def is_member(user: User | AnonymousUser, organisation: Organisation) -> bool:
    """A person who belongs to this organisation, whatever their role."""
    if not (user.is_authenticated and user.is_active):
        return False
    return Belonging.objects.filter(user_id=user.pk, organisation=organisation).exists()


@rules.predicate
def is_someone_else(user: User | AnonymousUser, person: User) -> bool:
    """Not oneself."""
    return user.pk != person.pk


rules.add_perm("people.declare_organisation", is_signed_in)
rules.add_perm("people.change_organisation", is_holder | is_steward)
rules.add_perm("people.manage_members", is_holder | is_steward)
rules.add_perm("people.see_members", is_member | is_steward)
rules.add_perm("people.leave_organisation", is_member)
rules.add_perm("people.verify_organisation", is_steward)
rules.add_perm("people.see_stewards_desk", is_steward)
rules.add_perm("people.block_user", is_steward & is_someone_else)
rules.add_perm("people.appoint_steward", is_steward)
rules.add_perm("people.act_for_someone", is_mediator)


def require(user: User | AnonymousUser, permission: str, thing: object = None) -> None:
    """Let pass who holds `permission` (on `thing`, when it is about one); raises NotAllowedError."""
    if not user.has_perm(permission, thing):  # type: ignore[arg-type]  # stubs know model instances only
        raise NotAllowedError
