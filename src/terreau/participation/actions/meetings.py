"""Propose a meeting about a thing, change it, cancel it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from terreau.foundation.errors import NotAllowedError
from terreau.participation.actions.journal import record, with_wholes
from terreau.participation.errors import (
    CannotMeetError,
    ChangedThingError,
    MeetingTermsError,
    ReasonNeededError,
    SentKeyTakenError,
    TooManyMeetingsError,
    UnknownMeetingError,
)
from terreau.participation.kinds import key_of, kind_of, refuse_hidden
from terreau.participation.models import Meeting, MeetingPlace
from terreau.people.rules import is_member, require
from terreau.people.words import one_line

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import Model

    from terreau.people.models import Organisation, User
    from terreau.territories.models import Territory

#: Meetings to come about one thing: more is no agenda any more.
MOST_TO_COME = 50
LONGEST = dt.timedelta(days=31)
FARTHEST = dt.timedelta(days=3 * 366)


@dataclass(frozen=True)
class Appointment:
    """When and where people meet, and what for."""

    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime | None = None
    place: str = ""
    territory: Territory | None = None
    online: str = ""
    description: str = ""


def plan_meeting(
    thing: Model,
    told: Appointment,
    *,
    by: User,
    organisation: Organisation | None = None,
    key: UUID | None = None,
) -> Meeting:
    """Publish a meeting about a thing; the same `key` sent twice by one person is one meeting.

    Raises NotAllowedError, MeetingTermsError, CannotMeetError, TooManyMeetingsError, SentKeyTakenError.
    """
    require(by, "participation.plan_meeting", thing)
    if organisation is not None and not is_member(by, organisation):
        raise NotAllowedError
    try:
        return _write(thing, told, by, organisation, key)
    except IntegrityError:  # the same form, sent twice at the very same time
        if key is not None and (known := _sent_before(key, by)):
            return known
        raise


@transaction.atomic
def _write(
    thing: Model, told: Appointment, by: User, organisation: Organisation | None, key: UUID | None
) -> Meeting:
    if key is not None and (known := _sent_before(key, by)):
        return known
    kind = kind_of(thing)
    if isinstance(thing, Meeting) or not kind.open_to_words(thing):
        raise CannotMeetError
    if told.starts_at < timezone.now():
        raise MeetingTermsError
    about = Meeting.objects.filter(kind=kind.model, thing=key_of(thing), starts_at__gte=timezone.now())
    if about.count() >= MOST_TO_COME:
        raise TooManyMeetingsError(limit=MOST_TO_COME)
    meeting = Meeting(kind=kind.model, thing=key_of(thing), theme=kind.theme(thing), key=key)
    meeting.organised_by, meeting.organisation = by, organisation
    _fill(meeting, told)
    _keep(meeting, by)
    _place(meeting, kind.territories(thing))
    _tell("plan-meeting", meeting, by)
    return meeting


@transaction.atomic
def change_meeting(
    pk: int, told: Appointment, *, by: User, version: int, reason: str = "", verb: str = "change-meeting"
) -> Meeting:
    """Another time, another place, other words; calendars that hold it follow.

    Raises UnknownMeetingError, NotAllowedError, ChangedThingError, MeetingTermsError.
    """
    meeting = held_meeting(pk)
    require(by, "participation.change_meeting", meeting)
    if meeting.version != version:
        raise ChangedThingError
    _fill(meeting, told)
    meeting.version += 1
    _keep(meeting, by, reason)
    kept = MeetingPlace.objects.filter(meeting=meeting).values_list("place", flat=True)
    _place(meeting, list(kept))
    _tell(verb, meeting, by, reason)
    return meeting


@transaction.atomic
def cancel_meeting(pk: int, *, by: User, reason: str) -> Meeting:
    """Say publicly that it will not take place, and why; it stays readable."""
    meeting = held_meeting(pk)
    require(by, "participation.change_meeting", meeting)
    if not (reason := reason.strip()):
        raise ReasonNeededError
    meeting.cancelled_at, meeting.cancelled_reason = timezone.now(), reason[:1000]
    meeting.version += 1
    _keep(meeting, by, reason)
    _tell("cancel-meeting", meeting, by, reason)
    return meeting


def put_meeting_back(thing: Any, version: Any, *, by: User, reason: str) -> Meeting:
    """Let a meeting say again what it said in one of its versions."""
    fields = ("title", "starts_at", "ends_at", "place", "territory", "online", "description")
    told = Appointment(**{name: getattr(version, name) for name in fields})
    return change_meeting(thing.pk, told, by=by, version=thing.version, reason=reason, verb="restore-meeting")


def held_meeting(pk: int) -> Meeting:
    """The meeting, held until the end of the transaction; raises UnknownMeetingError, HiddenThingError."""
    found = Meeting.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if found is None:
        raise UnknownMeetingError
    refuse_hidden("participation.meeting", pk)
    return found


def _fill(meeting: Meeting, told: Appointment) -> None:
    meeting.title = one_line(told.title)[:120]
    meeting.place, meeting.online = one_line(told.place)[:160], told.online.strip()
    meeting.starts_at, meeting.ends_at = told.starts_at, told.ends_at
    meeting.territory, meeting.description = told.territory, told.description.replace("\x00", "").strip()
    if not holds_together(meeting):
        raise MeetingTermsError


def holds_together(meeting: Meeting) -> bool:
    """Whether it says where, and times that can be."""
    if not meeting.title or not (meeting.place or meeting.online):
        return False
    if meeting.online and urlsplit(meeting.online).scheme not in {"http", "https"}:
        return False
    ends = meeting.ends_at or meeting.starts_at
    in_time = meeting.starts_at <= ends <= meeting.starts_at + LONGEST and ends <= timezone.now() + FARTHEST
    return in_time and meeting.ends_at != meeting.starts_at


def _keep(meeting: Meeting, by: User, reason: str = "") -> None:
    meeting.changed_at = timezone.now()
    signed: Any = meeting
    # https://django-simple-history.readthedocs.io/en/stable/user_tracking.html#manually-track-user-model
    signed._history_user, signed._change_reason = by, reason.strip()[:1000]
    meeting.save()


def _place(meeting: Meeting, places: Any) -> None:
    """Found from its own territory, or from those of its thing when it names none."""
    wanted = with_wholes([meeting.territory_id] if meeting.territory_id else list(places))
    MeetingPlace.objects.filter(meeting=meeting).exclude(place__in=wanted).delete()
    MeetingPlace.objects.bulk_create(
        [MeetingPlace(meeting=meeting, place=place) for place in sorted(wanted)], ignore_conflicts=True
    )


def _tell(verb: str, meeting: Meeting, by: User, reason: str = "") -> None:
    with override("fr"):
        day = date_format(timezone.localtime(meeting.starts_at), "l j F Y, H:i")
    said = f"{day} · {reason.strip()}" if reason.strip() else day
    record(verb, meeting, by=by, organisation=meeting.organisation, reason=said)


def _sent_before(key: UUID, by: User) -> Meeting | None:
    known = Meeting.objects.filter(key=key).first()
    if known is not None and known.organised_by_id != by.pk:
        raise SentKeyTakenError
    return known
