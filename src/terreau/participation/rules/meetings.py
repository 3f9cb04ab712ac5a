"""Who may propose a meeting about a thing, move it, cancel it. Anyone may read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules

from terreau.participation.errors import UnknownThingError
from terreau.participation.kinds import kind_of, thing_named
from terreau.participation.rules.conversation import answers_for_thing
from terreau.people.models import Belonging, Role
from terreau.people.rules import is_mediator, is_steward

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from terreau.participation.models import Meeting
    from terreau.people.models import User


@rules.predicate
def organised_it(user: User | AnonymousUser, meeting: Meeting) -> bool:
    """The person who proposed this meeting, or who answers for the organisation that holds it."""
    if not (user.is_authenticated and user.is_active):
        return False
    if meeting.organised_by_id == user.pk:
        return True
    return (
        meeting.organisation_id is not None
        and Belonging.objects.filter(
            user_id=user.pk, organisation_id=meeting.organisation_id, role=Role.HOLDER
        ).exists()
    )


@rules.predicate
def answers_for_its_thing(user: User | AnonymousUser, meeting: Meeting) -> bool:
    """A person who answers for the thing that the meeting is about."""
    try:
        _kind, thing = thing_named(kind_of(meeting.kind).slug, meeting.thing)
    except UnknownThingError:
        return False
    return bool(answers_for_thing(user, thing))


@rules.predicate
def still_holds(user: User | AnonymousUser, meeting: Meeting) -> bool:  # noqa: ARG001 - a predicate's signature
    """The meeting was not cancelled."""
    return meeting.cancelled_at is None


rules.add_perm("participation.plan_meeting", answers_for_thing | is_steward | is_mediator)
rules.add_perm(
    "participation.change_meeting", still_holds & (organised_it | is_steward | answers_for_its_thing)
)
