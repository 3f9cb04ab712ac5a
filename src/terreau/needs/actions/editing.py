"""Change what a need says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from terreau.foundation import search
from terreau.needs.actions.keeping import keep, locked_whole, require
from terreau.needs.actions.raising import Telling, fill, place
from terreau.participation.actions import record
from terreau.territories.models import Territory

if TYPE_CHECKING:
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
    verb: str = "edit",
) -> Need:
    """Replace what the need says, if it still is at `version`.

    `verb` is the act as the journal tells it. Raises NotAllowedError, AlreadyMergedError, or
    ChangedMeanwhileError with what changed.
    """
    need = locked_whole(pk, version)
    require("needs.change_need", by, need)
    fill(need, telling)
    keep(need, by=by, reason=reason.strip())
    place(need, telling.territories)
    search.put(need)
    # A mediator who mends what they raised for someone still acts for that person, and stays unnamed.
    for_someone = need.for_someone and need.raised_by_id == by.pk
    through = need.organisation if for_someone else organisation
    record(verb, need, by=by, reason=reason, organisation=through, for_someone=for_someone)
    return need


@transaction.atomic
def restore(thing: Any, version: Any, *, by: User, reason: str) -> Need:
    """Let the need say again what it said in one of its versions; its state stays what it is."""
    places = Territory.objects.in_bulk([place["ref"] for place in version.places])
    telling = Telling(
        title=version.title,
        situation=version.situation,
        theme=version.theme,
        territories=[places[place["ref"]] for place in version.places if place["ref"] in places],
        concerned=version.concerned,
        tried=version.tried,
        met_when=version.met_when,
    )
    return edit(thing.pk, telling, by=by, version=thing.version, reason=reason, verb="restore")
