"""Meetings as JSON: read by anyone, proposed and cancelled with a token."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - read by ninja at run time
from typing import TYPE_CHECKING, Annotated, Any

from django.conf import settings
from ninja import Field, Path, Query, Router, Schema
from pydantic import AwareDatetime  # noqa: TC002 - read by ninja at run time

from terreau.foundation.patterns import LINE_OR_NONE, LINES, LINES_OR_NONE
from terreau.foundation.problems import PROBLEMS
from terreau.participation import actions
from terreau.participation.api.access import WRITES, BearerToken, SentKey, caller_of, keep_pace, once
from terreau.participation.forms import meetings as asked
from terreau.participation.kinds import thing_named
from terreau.participation.models import Scope
from terreau.participation.pace import MEETINGS_CHANGED
from terreau.participation.queries import meetings
from terreau.territories.queries import territory

if TYPE_CHECKING:
    from django.http import HttpRequest

    from terreau.participation.models import Meeting

router = Router(tags=["meetings"])

Slug = Annotated[str, Path(max_length=40, pattern="^[a-z-]+$", description="`besoin`…")]
Key = Annotated[str, Path(max_length=18, pattern="^[0-9]+$", description="The number of the thing.")]
Number = Annotated[int, Path(ge=1, le=2**63 - 1)]


class MeetingTold(Schema):
    """A meeting with all that its page tells."""

    id: int
    url: str
    title: str
    about: str = Field(description="Title of what it is about.")
    starts_at: dt.datetime
    ends_at: dt.datetime | None
    place: str
    territory: str | None = Field(description="Official code.")
    online: str
    description: str = Field(description="Markdown.")
    organised_by: str
    cancelled: str = Field(description="Why it will not take place; empty when it will.")
    version: int


class DateTold(Schema):
    """Something that has a date: a meeting, the end of a notice."""

    uid: str = Field(description="The same as in the calendar, without the name of the instance.")
    url: str
    what: str
    title: str
    about: str
    starts_at: dt.datetime
    ends_at: dt.datetime | None
    place: str
    online: str
    cancelled: str


class Agenda(Schema):
    """What is coming, the earliest first."""

    items: list[DateTold]


class Wanted(Schema):
    """Which dates."""

    theme: Annotated[str, Field(max_length=40, pattern="^[a-z-]*$")] = ""
    territory: Annotated[str, Field(max_length=9, pattern="^[0-9A-Za-z]*$")] = ""


class MeetingAsked(Schema):
    """When and where people meet, and what for; a place, an address online, or both."""

    title: Annotated[str, Field(min_length=1, max_length=120, pattern=LINE_OR_NONE)]
    starts_at: AwareDatetime
    ends_at: AwareDatetime | None = None
    place: Annotated[str, Field(max_length=160, pattern=LINE_OR_NONE)] = ""
    territory: Annotated[str, Field(max_length=9, pattern="^[0-9A-Za-z]*$")] = ""
    online: Annotated[str, Field(max_length=300, pattern=r"^(https?://[!-~]+)?$")] = ""
    description: Annotated[str, Field(max_length=4000, pattern=LINES_OR_NONE, description="Markdown.")] = ""

    def appointment(self) -> actions.Appointment:
        """The same as the action understands it; raises UnknownTerritoryError."""
        told = self.dict(include=set(MeetingAsked.model_fields) - {"territory"})
        return actions.Appointment(**told, territory=territory(self.territory) if self.territory else None)


class MeetingChanged(MeetingAsked):
    """All that a meeting says from now on; `version` is the one that was read."""

    version: Annotated[int, Field(ge=1, le=2**31 - 1)]
    reason: Annotated[str, Field(max_length=300, pattern=LINES_OR_NONE, description="Public.")] = ""


class Reason(Schema):
    """A public reason."""

    reason: Annotated[str, Field(max_length=1000, pattern=LINES)]


@router.get("", response={200: Agenda, **PROBLEMS}, summary="The agenda", operation_id="list_dates")
def list_dates(request: HttpRequest, wanted: Annotated[Wanted, Query()]) -> Agenda:  # noqa: ARG001
    """What is coming, filtered as the page and the calendar are."""
    read = asked.understood({"theme": wanted.theme, "territoire": wanted.territory})
    return Agenda(
        items=[
            DateTold(
                uid=one.uid,
                url=settings.ADDRESS + one.url,
                what=str(one.what),
                title=one.title,
                about=one.about,
                starts_at=one.starts_at,
                ends_at=one.ends_at,
                place=one.place,
                online=one.online,
                cancelled=one.cancelled,
            )
            for one in meetings.dates(read.dates())
        ]
    )


@router.get(
    "/{pk}", response={200: MeetingTold, **PROBLEMS}, summary="One meeting", operation_id="get_meeting"
)
def get_meeting(request: HttpRequest, pk: Number) -> MeetingTold:  # noqa: ARG001
    """A meeting by its number."""
    return _told(meetings.meeting(pk))


@router.put(
    "/{pk}",
    auth=BearerToken(Scope.MEET),
    response={200: MeetingTold, **WRITES},
    summary="Change a meeting",
    operation_id="change_meeting",
)
def change_meeting(request: HttpRequest, pk: Number, told: MeetingChanged) -> MeetingTold:
    """Another time, place or other words, if it still is at `version`; calendars that hold it follow."""
    caller = caller_of(request)
    caller.keep_to(meetings.meeting(pk).organisation_id)
    keep_pace(request, "change-meeting", MEETINGS_CHANGED)
    changed = actions.change_meeting(
        pk, told.appointment(), by=caller.user, version=told.version, reason=told.reason
    )
    return _told(changed)


@router.post(
    "/{int:pk}/cancel",
    auth=BearerToken(Scope.MEET),
    response={200: MeetingTold, **WRITES},
    summary="Cancel a meeting",
    operation_id="cancel_meeting",
)
def cancel_meeting(request: HttpRequest, pk: Number, asked: Reason, sent: SentKey = "") -> Any:
    """Say that it will not take place, and why."""
    caller = caller_of(request)
    caller.keep_to(meetings.meeting(pk).organisation_id)
    return once(
        request, sent, 200, lambda: _told(actions.cancel_meeting(pk, by=caller.user, reason=asked.reason))
    )


@router.post(
    "/{slug}/{key}",
    auth=BearerToken(Scope.MEET),
    response={201: MeetingTold, **WRITES},
    summary="Propose a meeting",
    operation_id="plan_meeting",
)
def plan_meeting(request: HttpRequest, slug: Slug, key: Key, told: MeetingAsked, sent: SentKey = "") -> Any:
    """Publish a meeting about a thing, for those who may."""
    caller = caller_of(request)
    _kind, thing = thing_named(slug, key)
    appointment = told.appointment()
    return once(
        request,
        sent,
        201,
        lambda: _told(
            actions.plan_meeting(thing, appointment, by=caller.user, organisation=caller.organisation)
        ),
    )


def _told(one: Meeting) -> MeetingTold:
    return MeetingTold(
        id=one.pk,
        url=settings.ADDRESS + one.get_absolute_url(),
        title=one.title,
        about=meetings.about(one)[0],
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        place=one.place,
        territory=one.territory_id,
        online=one.online,
        description=one.description,
        organised_by=meetings.voice_of(one),
        cancelled=one.cancelled_reason,
        version=one.version,
    )
