"""Change what a need says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from terreau.foundation import search
from terreau.needs.actions.keeping import keep, locked_whole, require
from terreau.needs.actions.raising import fill, place
from terreau.participation.actions import record

if TYPE_CHECKING:
    from terreau.needs.actions.raising import Telling
    from terreau.needs.models import Need
    from terreau.people.models import Organisation, User


@transaction.atomic
def edit(
    pk: int,
    telling: Telling,
    *,
    by: User,
    version: int,
    reason: str = "",
    organisation: Organisation | None = None,
) -> Need:
    """Replace what the need says, if it still is at `version`.

    Raises NotAllowedError, AlreadyMergedError, or ChangedMeanwhileError with what changed.
    """
    need = locked_whole(pk, version)
    require("needs.change_need", by, need)
    fill(need, telling)
    keep(need, by=by, reason=reason.strip())
    place(need, telling.territories)
    search.put(need)
    record("edit", need, by=by, reason=reason, organisation=organisation)
    return need
