"""Move a need along its road, with a public reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from terreau.foundation.errors import NotAllowedError
from terreau.needs.actions.keeping import keep, locked_whole, reasoned, require
from terreau.needs.errors import ImpossibleStateError
from terreau.needs.models import Standing, State, StateChange
from terreau.needs.rules import TRANSITIONS, possible_states
from terreau.participation.actions import record
from terreau.people.rules import is_steward

if TYPE_CHECKING:
    from terreau.needs.models import Need
    from terreau.people.models import Organisation, User


@transaction.atomic
def change_state(
    pk: int,
    state: State,
    *,
    by: User,
    version: int,
    reason: str,
    organisation: Organisation | None = None,
) -> StateChange:
    """Give the need a new state, if it still is at `version`.

    Raises NotAllowedError, ReasonNeededError, ImpossibleStateError, AlreadyMergedError and
    ChangedMeanwhileError.
    """
    need = locked_whole(pk, version)
    require("needs.change_state", by, need)
    reason = reasoned(reason)
    before = State(need.state)
    if state not in TRANSITIONS[before]:
        raise ImpossibleStateError(before=before.label, after=state.label)
    if state not in possible_states(by, need):
        raise NotAllowedError
    need.state = state
    keep(need, by=by, reason=reason)
    step = StateChange(need=need, before=before, after=state, reason=reason, at=need.changed_at)
    step.by, step.standing = by, _standing(by, need)
    step.save()
    record(f"state-{state.value}", need, by=by, reason=reason, organisation=organisation)
    return step


def _standing(by: User, need: Need) -> Standing:
    if need.raised_by_id == by.pk:
        return Standing.RAISER
    return Standing.STEWARD if is_steward(by) else Standing.HOLDER
