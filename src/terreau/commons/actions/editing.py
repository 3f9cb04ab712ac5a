"""Change what the sheet of a commons says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from terreau.commons.actions.describing import Description, fill, tie
from terreau.commons.actions.keeping import keep, locked, require
from terreau.commons.models import Kind
from terreau.commons.queries.page import holder_names, need_numbers
from terreau.foundation import search
from terreau.participation.actions import record
from terreau.participation.pace import keep_pace_of_links
from terreau.territories.models import Territory

if TYPE_CHECKING:
    from terreau.commons.models import Commons
    from terreau.people.models import Organisation, User


@transaction.atomic
def edit(
    pk: int,
    said: Description,
    *,
    by: User,
    version: int,
    reason: str = "",
    organisation: Organisation | None = None,
    verb: str = "edit",
) -> Commons:
    """Replace what the sheet says, if it still is at `version`.

    Raises NotAllowedError, CommonsChangedError with what changed, TooManyRequestsError.
    """
    keep_pace_of_links(by, f"{said.title}\n{said.tagline}\n{said.story}\n{said.links}\n{said.contact}")
    commons = locked(pk, version)
    require("commons.change_commons", by, commons)
    fill(commons, said)
    keep(commons, by=by, reason=reason.strip())
    tie(commons, said)
    search.put(commons)
    # A mediator who mends what they opened for a group still acts for it, and stays unnamed.
    for_someone = commons.for_someone and commons.opened_by_id == by.pk
    through = commons.organisation if for_someone else organisation
    record(verb, commons, by=by, reason=reason, organisation=through, for_someone=for_someone)
    return commons


@transaction.atomic
def restore(thing: Any, version: Any, *, by: User, reason: str) -> Commons:
    """Let the sheet say again what it said in one of its versions; needs and holders stay what they are."""
    places = Territory.objects.in_bulk([place["ref"] for place in version.places])
    said = Description(
        title=version.title,
        tagline=version.tagline,
        kinds=[Kind(kind) for kind in version.kinds],
        territories=[places[place["ref"]] for place in version.places if place["ref"] in places],
        story=version.story,
        maturity=version.maturity,
        theme=version.theme,
        licence_said=version.licence_said,
        links=version.links,
        step_what=version.step_what,
        step_when=version.step_when,
        step_cost=version.step_cost,
        contact=version.contact,
        needs=need_numbers(thing),
        holders=holder_names(thing),
    )
    return edit(thing.pk, said, by=by, version=thing.version, reason=reason, verb="restore")
