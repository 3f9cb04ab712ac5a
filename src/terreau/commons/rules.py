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

    from terreau.commons.models import Commons, Decision, Use, WikiPage
    from terreau.people.models import User


@rules.predicate
def cares_for_it(user: User | AnonymousUser, commons: Commons) -> bool:
    """A person who cares for this commons (its steward)."""
    if not (user.is_authenticated and user.is_active):
        return False
    # A page asks it for each of its parts: once for this object, which lives as long as the request.
    known: dict[int, bool] = commons.__dict__.setdefault("_cared_for_by", {})
    if user.pk not in known:
        present = Member.objects.filter(commons=commons, user_id=user.pk, role=Role.STEWARD, until=None)
        known[user.pk] = present.exists()
    return known[user.pk]


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


@rules.predicate
def is_open_to_all(user: User | AnonymousUser, page: WikiPage) -> bool:  # noqa: ARG001 - a predicate's signature
    """The page is not protected for a time."""
    return not page.is_protected()


@rules.predicate
def cares_for_its_commons(user: User | AnonymousUser, page: WikiPage) -> bool:
    """A person who cares for the commons of this page, or answers for an organisation that holds it."""
    return bool(answers_for_it(user, page.commons))


@rules.predicate
def asked_it(user: User | AnonymousUser, decision: Decision) -> bool:
    """The person who put this question to the community."""
    return user.is_authenticated and user.is_active and decision.asked_by_id == user.pk


@rules.predicate
def cares_for_what_is_decided(user: User | AnonymousUser, decision: Decision) -> bool:
    """A person who cares for the commons of this question, or answers for an organisation that holds it."""
    return bool(answers_for_it(user, decision.commons))


@rules.predicate
def said_it(user: User | AnonymousUser, use: Use) -> bool:
    """The person who said that this organisation uses the commons."""
    return user.is_authenticated and user.is_active and use.said_by_id == user.pk


@rules.predicate
def cares_for_what_is_used(user: User | AnonymousUser, use: Use) -> bool:
    """A person who cares for the commons that is used."""
    return bool(answers_for_it(user, use.commons))


answers_for_it = cares_for_it | holds_it

rules.add_perm("commons.open_commons", is_signed_in)
rules.add_perm("commons.open_for_organisation", belongs)
rules.add_perm("commons.open_for_someone", is_mediator)
rules.add_perm("commons.change_commons", answers_for_it | is_steward)
rules.add_perm("commons.import_commons", is_steward)
rules.add_perm("commons.remove_name", is_steward)
rules.add_perm("commons.write_page", is_signed_in)
rules.add_perm("commons.edit_page", is_signed_in & (is_open_to_all | cares_for_its_commons | is_steward))
rules.add_perm("commons.bring_wiki", answers_for_it | is_steward)
rules.add_perm("commons.protect_page", cares_for_its_commons | is_steward)
rules.add_perm("commons.join", is_signed_in)
rules.add_perm("commons.invite", answers_for_it)
rules.add_perm("commons.leave", takes_part)
rules.add_perm("commons.hand_over", answers_for_it | is_steward)
rules.add_perm("commons.see_members", takes_part | is_steward)
rules.add_perm("commons.ask_community", takes_part | answers_for_it)
rules.add_perm("commons.decide", cares_for_what_is_decided)
rules.add_perm("commons.drop_decision", cares_for_what_is_decided | asked_it)
rules.add_perm("commons.change_rules", answers_for_it)
rules.add_perm("commons.take_over", is_signed_in)
rules.add_perm("commons.answer_takeover", takes_part | answers_for_it | is_steward)
rules.add_perm("commons.say_use", is_signed_in)
rules.add_perm("commons.say_use_of_others", answers_for_it | is_steward)
rules.add_perm("commons.end_use", said_it | cares_for_what_is_used | is_steward)
rules.add_perm("commons.declare", takes_part | answers_for_it)
rules.add_perm("commons.declare_for_a_group", answers_for_it | is_mediator)
rules.add_perm("commons.object", takes_part | answers_for_it)
rules.add_perm("commons.settle", answers_for_it | is_steward)
rules.add_perm("commons.change_components", answers_for_it)
