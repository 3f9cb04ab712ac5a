"""Who may do what about needs; the rights table in the docs is printed from these.

Anyone may read. Stewards may make every change of state; the one who answers for a need may say how it ended
and reopen it, but not that others look at it or answer it: only those who do can say so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules

from terreau.needs.models import State
from terreau.people.models import Belonging, Role
from terreau.people.rules import is_mediator, is_signed_in, is_steward

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from terreau.needs.models import MergeProposal, Need, PaperSupport
    from terreau.people.models import Organisation, User

#: Which state may follow which. Going back to "examiné" from an end is reopening.
TRANSITIONS: dict[str, tuple[State, ...]] = {
    State.RAISED: (State.LOOKED_AT, State.CLOSED),
    State.LOOKED_AT: (State.BEING_ANSWERED, State.MET, State.NOT_MET, State.CLOSED),
    State.BEING_ANSWERED: (State.MET, State.NOT_MET, State.CLOSED, State.LOOKED_AT),
    State.MET: (State.LOOKED_AT,),
    State.NOT_MET: (State.LOOKED_AT,),
    State.CLOSED: (State.LOOKED_AT,),
}
ENDS = (State.MET, State.NOT_MET, State.CLOSED)


@rules.predicate
def belongs(user: User | AnonymousUser, organisation: Organisation) -> bool:
    """A person who is in this organisation, whatever the role."""
    if not (user.is_authenticated and user.is_active):
        return False
    return Belonging.objects.filter(user_id=user.pk, organisation=organisation).exists()


@rules.predicate
def belongs_to_a_verified_organisation(user: User | AnonymousUser) -> bool:
    """A person who is in at least one organisation that a steward verified."""
    if not (user.is_authenticated and user.is_active):
        return False
    return Belonging.objects.filter(user_id=user.pk, organisation__verified_at__isnull=False).exists()


@rules.predicate
def raised_it(user: User | AnonymousUser, need: Need) -> bool:
    """The person whose account raised this need (for a mediator's need, the mediator)."""
    return user.is_authenticated and user.is_active and need.raised_by_id == user.pk


@rules.predicate
def holds_it(user: User | AnonymousUser, need: Need) -> bool:
    """A person who answers for the organisation in whose name this need was raised."""
    if need.organisation_id is None or not (user.is_authenticated and user.is_active):
        return False
    return Belonging.objects.filter(
        user_id=user.pk, organisation_id=need.organisation_id, role=Role.HOLDER
    ).exists()


answers_for_it = raised_it | holds_it


@rules.predicate
def entered_it(user: User | AnonymousUser, paper: PaperSupport) -> bool:
    """A mediator who entered this paper count."""
    return is_mediator(user) and paper.entered_by_id == user.pk


@rules.predicate
def mediates_for_its_organisation(user: User | AnonymousUser, paper: PaperSupport) -> bool:
    """A mediator of the organisation for which this paper count was entered."""
    if paper.organisation_id is None or not (user.is_authenticated and user.is_active):
        return False
    return Belonging.objects.filter(
        user_id=user.pk, organisation_id=paper.organisation_id, role=Role.MEDIATOR
    ).exists()


@rules.predicate
def is_open_to_change(user: User | AnonymousUser, need: Need) -> bool:  # noqa: ARG001 - a predicate's signature
    """The need stands by itself: one that joined another is read only."""
    return need.merged_into_id is None


def has_someone_left(need: Need) -> bool:
    """Whether anybody can still answer for this need: its raiser, or a holder of its organisation."""
    if need.raised_by is not None and need.raised_by.is_active:
        return True
    return (
        need.organisation_id is not None
        and Belonging.objects.filter(
            organisation_id=need.organisation_id, role=Role.HOLDER, user__is_active=True
        ).exists()
    )


@rules.predicate
def answers_for_the_source(user: User | AnonymousUser, proposal: MergeProposal) -> bool:
    """The person who raised the need that would join the other, or a holder of its organisation."""
    return bool(answers_for_it(user, proposal.source))


@rules.predicate
def nobody_is_left(user: User | AnonymousUser, proposal: MergeProposal) -> bool:  # noqa: ARG001
    """Nobody can answer for the need any more: its account has gone and its organisation has no holder."""
    return not has_someone_left(proposal.source)


@rules.predicate
def was_announced(user: User | AnonymousUser, proposal: MergeProposal) -> bool:  # noqa: ARG001
    """A steward said publicly that nobody is left, on the page of the need."""
    return proposal.announced_at is not None


rules.add_perm("needs.raise_need", is_signed_in)
rules.add_perm("needs.raise_for_organisation", belongs)
rules.add_perm("needs.raise_for_someone", is_mediator)
rules.add_perm("needs.import_needs", is_steward | belongs_to_a_verified_organisation)
rules.add_perm("needs.change_need", is_open_to_change & (answers_for_it | is_steward))
rules.add_perm("needs.change_state", is_open_to_change & (answers_for_it | is_steward))
rules.add_perm("needs.support_need", is_signed_in)
rules.add_perm("needs.count_on_paper", is_mediator)
rules.add_perm("needs.correct_paper_count", is_steward | entered_it | mediates_for_its_organisation)
rules.add_perm("needs.propose_merge", is_signed_in)
rules.add_perm("needs.announce_merge", is_steward & nobody_is_left)
rules.add_perm("needs.decide_merge", answers_for_the_source | (is_steward & nobody_is_left & was_announced))


def possible_states(user: User | AnonymousUser, need: Need) -> tuple[State, ...]:
    """The states this person may give this need now, in the order of the road; none when they may not."""
    if not rules.has_perm("needs.change_state", user, need):
        return ()
    following = TRANSITIONS[need.state]
    if is_steward(user) or need.state in ENDS:
        return following
    return tuple(state for state in following if state in ENDS)
