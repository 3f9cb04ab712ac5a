"""Who may do what about people and organisations; the rights table in the docs is printed from these."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules

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
    return user.is_steward or Belonging.objects.filter(
        user_id=user.pk, role=Role.MEDIATOR, organisation__verified_at__isnull=False
    ).exists()


@rules.predicate
def is_holder(user: User | AnonymousUser, organisation: Organisation) -> bool:
    """A person who answers for this organisation."""
    if not (user.is_authenticated and user.is_active):
        return False
    return Belonging.objects.filter(user_id=user.pk, organisation=organisation, role=Role.HOLDER).exists()


rules.add_perm("people.declare_organisation", is_signed_in)
rules.add_perm("people.change_organisation", is_holder | is_steward)
rules.add_perm("people.verify_organisation", is_steward)
rules.add_perm("people.block_user", is_steward)
rules.add_perm("people.act_for_someone", is_mediator)
