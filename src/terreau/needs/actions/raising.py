"""Raise a need."""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from terreau.foundation import search
from terreau.foundation.errors import NotAllowedError
from terreau.foundation.markdown import plain
from terreau.needs.actions.keeping import keep, require, require_day
from terreau.needs.batches import fold
from terreau.needs.errors import KeyTakenError
from terreau.needs.models import Need, NeedTerritory
from terreau.participation.actions import record
from terreau.participation.pace import keep_pace_of_links

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from uuid import UUID

    from terreau.people.models import Organisation, User
    from terreau.territories.models import Territory


@dataclass(frozen=True)
class Telling:
    """What a need says; the first territory is the one it is mostly about."""

    title: str
    situation: str
    theme: str
    territories: Sequence[Territory]
    concerned: str = ""
    tried: str = ""
    met_when: str = ""


@dataclass(frozen=True)
class Voice:
    """In whose name a need is raised: one's own, an organisation's, or someone's through a mediator.

    `paper_place` and `paper_date` say where and when it was taken down on paper.
    """

    organisation: Organisation | None = None
    for_someone: bool = False
    paper_place: str = ""
    paper_date: dt.date | None = None


OWN = Voice()


@transaction.atomic
def raise_need(telling: Telling, *, by: User, key: UUID | None = None, voice: Voice = OWN) -> Need:
    """Publish a need and answer it; the same `key` sent twice by one person is one need.

    Raises NotAllowedError when `by` may not speak in this voice, KeyTakenError when somebody else sent this
    key, PaperDayError, TooManyRequestsError when a new account publishes many links.
    """
    text = f"{telling.title}\n{telling.situation}\n{telling.tried}\n{telling.met_when}"
    keep_pace_of_links(by, text)
    need = write(telling, by=by, key=key, voice=voice)
    search.put(need)
    tell(need, voice, by)
    return need


def write(telling: Telling, *, by: User, key: UUID | None = None, voice: Voice = OWN) -> Need:
    """Write a need without making it findable: the action does that once for all the needs it writes."""
    _require_voice(by, voice)
    if key is not None and (known := _sent_before(key, by)):
        return known
    need = Need(raised_by=by, key=key, for_someone=voice.for_someone, organisation=voice.organisation)
    need.paper_place, need.paper_date = voice.paper_place, voice.paper_date
    fill(need, telling)
    try:
        with transaction.atomic():
            keep(need, by=by)
    except IntegrityError:  # the same form, sent twice at the very same time
        if key is not None and (known := _sent_before(key, by)):
            return known
        raise
    place(need, telling.territories)
    need.just_raised = True
    return need


def tell(need: Need, voice: Voice, by: User) -> None:
    """Leave the journal's line of a need just raised; a form sent twice left its line the first time."""
    if need.just_raised:
        record("raise", need, by=by, organisation=voice.organisation, for_someone=voice.for_someone)


def fill(need: Need, telling: Telling) -> None:
    """Put what is told into the need, unsaved."""
    need.title, need.situation, need.theme = telling.title, telling.situation, telling.theme
    need.concerned, need.tried, need.met_when = telling.concerned, telling.tried, telling.met_when
    need.places = [{"ref": territory.ref, "name": territory.name} for territory in telling.territories]
    need.title_key = fold(telling.title)[:120]
    need.summary = first_words(telling.situation)


def first_words(text: str) -> str:
    words = shorten(plain(text), 180, placeholder=" …")
    return re.sub(r"[\s.,;:…]+ …$", "…", words).replace(" …", "…")[:200]


def place(need: Need, territories: Sequence[Territory]) -> None:
    """Make the links to territories what `territories` says."""
    need.territory_links.exclude(territory__in=territories).delete()
    NeedTerritory.objects.bulk_create(
        [NeedTerritory(need=need, territory=territory) for territory in territories], ignore_conflicts=True
    )


def _sent_before(key: UUID, by: User) -> Need | None:
    known = Need.objects.filter(key=key).first()
    if known is not None and known.raised_by_id != by.pk:
        raise KeyTakenError
    return known


def _require_voice(by: User, voice: Voice) -> None:
    require("needs.raise_need", by)
    if voice.organisation is not None:
        require("needs.raise_for_organisation", by, voice.organisation)
    if voice.for_someone or voice.paper_place:
        require("needs.raise_for_someone", by)
        if voice.for_someone and voice.organisation is None and not by.is_steward:
            raise NotAllowedError
    if voice.paper_date is not None:
        require_day(voice.paper_date)
