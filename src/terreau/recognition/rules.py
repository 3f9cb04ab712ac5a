"""Who may do what about badges; the rights table in the docs is printed from these.

Recognising oneself is a right: any person signs in their own name. In the name of an organisation, those who
answer for it and its mediators do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules

from terreau.people.models import Belonging, Role
from terreau.people.rules import is_signed_in

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from terreau.people.models import Organisation, User
    from terreau.recognition.models import Achievement, Award, Issuer

SIGNERS = (Role.HOLDER, Role.MEDIATOR)


def _has_role(user: User | AnonymousUser, organisation: int | None, roles: tuple[Role, ...]) -> bool:
    if organisation is None or not (user.is_authenticated and user.is_active):
        return False
    return Belonging.objects.filter(user_id=user.pk, organisation_id=organisation, role__in=roles).exists()


@rules.predicate
def signs_for(user: User | AnonymousUser, organisation: Organisation) -> bool:
    """A person who answers for this organisation, or is its mediator."""
    return _has_role(user, organisation.pk, SIGNERS)


@rules.predicate
def is_this_issuer(user: User | AnonymousUser, issuer: Issuer) -> bool:
    """The person that this issuer is."""
    return user.is_authenticated and user.is_active and issuer.person_id == user.pk


@rules.predicate
def signs_as_this_issuer(user: User | AnonymousUser, issuer: Issuer) -> bool:
    """A person who answers for the organisation that this issuer is, or its mediator."""
    return _has_role(user, issuer.organisation_id, SIGNERS)


@rules.predicate
def holds_this_issuer(user: User | AnonymousUser, issuer: Issuer) -> bool:
    """A person who answers for the organisation that this issuer is."""
    return _has_role(user, issuer.organisation_id, (Role.HOLDER,))


signs = is_this_issuer | signs_as_this_issuer


@rules.predicate
def signs_this_badge(user: User | AnonymousUser, achievement: Achievement) -> bool:
    """The person whose badge this is, or who answers for its organisation, or is its mediator."""
    return bool(signs(user, achievement.issuer))


@rules.predicate
def gave_it(user: User | AnonymousUser, award: Award) -> bool:
    """A person who may sign in the name of the issuer of this award."""
    return bool(signs(user, award.issuer))


@rules.predicate
def received_it(user: User | AnonymousUser, award: Award) -> bool:
    """The person to whose account this award belongs."""
    return user.is_authenticated and user.is_active and award.recipient_id == user.pk


rules.add_perm("recognition.recognise_oneself", is_signed_in)
rules.add_perm("recognition.sign_for_organisation", signs_for)
rules.add_perm("recognition.change_badge", signs_this_badge)
rules.add_perm("recognition.award_badge", signs_this_badge)
rules.add_perm("recognition.answer_pleas", signs_this_badge)
rules.add_perm("recognition.ask_for_badge", is_signed_in)
rules.add_perm("recognition.change_status", gave_it)
rules.add_perm("recognition.see_brought", signs)
rules.add_perm("recognition.manage_keys", is_this_issuer | holds_this_issuer)
rules.add_perm("recognition.look_after_award", received_it)
