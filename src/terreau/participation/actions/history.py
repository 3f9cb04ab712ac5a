"""Put an earlier version back: nothing is lost, it becomes a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from terreau.foundation.errors import NotAllowedError
from terreau.participation.errors import ChangedThingError, NothingToRestoreError, ReasonNeededError
from terreau.participation.queries import history

if TYPE_CHECKING:
    from terreau.participation.editables import Editable
    from terreau.people.models import User


@transaction.atomic
def restore(editable: Editable, key: str, number: int, *, by: User, seen: int, reason: str) -> Any:
    """Make the version `number` stand again, if `seen` still is the last one, and answer the thing.

    Raises NotAllowedError, ReasonNeededError, ChangedThingError, NothingToRestoreError, UnknownVersionError
    and what the room of the thing raises.
    """
    thing = editable.find(key)
    editable.hold(thing)
    thing.refresh_from_db()
    if not editable.may_restore(by, thing):
        raise NotAllowedError
    if not (reason := reason.strip()):
        raise ReasonNeededError
    last = history.last_number(thing)
    if last != seen:
        raise ChangedThingError
    then, now = history.version_of(editable, thing, number), history.version_of(editable, thing, last)
    if history.says_the_same(editable, then, now):
        raise NothingToRestoreError
    editable.restore(thing, then, by=by, reason=reason[:1000])
    return thing
