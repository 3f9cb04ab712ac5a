"""Open a commons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from terreau.commons.actions.describing import Description, fill, tie
from terreau.commons.actions.keeping import keep, require
from terreau.commons.errors import CommonsKeyTakenError
from terreau.commons.models import Commons, Member, Role
from terreau.foundation import search
from terreau.foundation.errors import NotAllowedError
from terreau.needs.actions import OWN, Voice
from terreau.participation.actions import record
from terreau.participation.pace import keep_pace_of_links

if TYPE_CHECKING:
    from uuid import UUID

    from terreau.people.models import User


@transaction.atomic
def open_commons(said: Description, *, by: User, key: UUID | None = None, voice: Voice = OWN) -> Commons:
    """Publish a commons and answer it; the same `key` sent twice by one person is one commons.

    Who opens it cares for it, until others do. Raises NotAllowedError when `by` may not speak in this voice,
    CommonsKeyTakenError, TooManyRequestsError when a new account publishes many links.
    """
    keep_pace_of_links(by, f"{said.title}\n{said.tagline}\n{said.story}\n{said.links}\n{said.contact}")
    commons = write(said, by=by, key=key, voice=voice)
    if commons.just_opened:
        search.put(commons)
        record("open", commons, by=by, organisation=voice.organisation, for_someone=voice.for_someone)
    return commons


def write(said: Description, *, by: User, key: UUID | None = None, voice: Voice = OWN) -> Commons:
    """Write a commons without making it findable nor telling it."""
    _require_voice(by, voice)
    if key is not None and (known := _sent_before(key, by)):
        return known
    commons = Commons(opened_by=by, key=key, for_someone=voice.for_someone, organisation=voice.organisation)
    commons.paper_place, commons.paper_date = voice.paper_place, voice.paper_date
    fill(commons, said)
    try:
        with transaction.atomic():
            keep(commons, by=by)
    except IntegrityError:  # the same form, sent twice at the very same time
        if key is not None and (known := _sent_before(key, by)):
            return known
        raise
    Member.objects.create(commons=commons, user=by, role=Role.STEWARD)
    tie(commons, said)
    if voice.organisation is not None and not voice.for_someone:
        holder = Member(commons=commons, organisation=voice.organisation, role=Role.HOLDER)
        Member.objects.bulk_create([holder], ignore_conflicts=True)
    commons.just_opened = True
    return commons


def _sent_before(key: UUID, by: User) -> Commons | None:
    known = Commons.objects.filter(key=key).first()
    if known is not None and known.opened_by_id != by.pk:
        raise CommonsKeyTakenError
    return known


def _require_voice(by: User, voice: Voice) -> None:
    require("commons.open_commons", by)
    if voice.organisation is not None:
        require("commons.open_for_organisation", by, voice.organisation)
    if voice.for_someone or voice.paper_place:
        require("commons.open_for_someone", by)
        if voice.for_someone and voice.organisation is None and not by.is_steward:
            raise NotAllowedError
