"""Meetings as everyone may read them, to carry away (as a calendar too) and to bring in."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from terreau.foundation.slots import PublicSet
from terreau.participation.actions.journal import with_wholes
from terreau.participation.actions.meetings import holds_together
from terreau.participation.errors import MeetingTermsError
from terreau.participation.kinds import hidden, kind_of, thing_of
from terreau.participation.models import Meeting, MeetingPlace
from terreau.participation.queries import meetings

if TYPE_CHECKING:
    from collections.abc import Iterable

_PLAIN = ("kind", "thing", "title", "place", "online", "description", "theme", "cancelled_reason", "version")
_MOMENTS = ("starts_at", "ends_at", "cancelled_at", "made_at", "changed_at")
_COLUMNS = {
    "id": "https://schema.org/identifier",
    "uid": "",
    "kind": "",
    "thing": "https://schema.org/about",
    "title": "https://schema.org/name",
    "starts_at": "https://schema.org/startDate",
    "ends_at": "https://schema.org/endDate",
    "place": "https://schema.org/location",
    "territory": "",
    "online": "https://schema.org/url",
    "description": "https://schema.org/description",
    "theme": "https://schema.org/keywords",
    "who": "https://schema.org/organizer",
    "organisation": "",
    "cancelled_at": "",
    "cancelled_reason": "",
    "made_at": "https://schema.org/dateCreated",
    "changed_at": "https://schema.org/dateModified",
    "version": "",
}


def _shown() -> Iterable[Meeting]:
    """Those that are not hidden, nor what they are about."""
    away = hidden(
        meetings.KIND, [str(pk) for pk in Meeting.objects.order_by("pk").values_list("pk", flat=True)]
    )
    found = Meeting.objects.select_related("organised_by", "organisation", "territory").order_by("pk")
    return (one for one in found.iterator() if str(one.pk) not in away)


def _rows() -> Iterable[dict[str, Any]]:
    for one in _shown():
        moments = {name: getattr(one, name) for name in _MOMENTS}
        yield {
            "id": one.pk,
            "uid": str(one.uid),
            **{name: getattr(one, name) for name in _PLAIN},
            **{name: moment.isoformat() if moment else None for name, moment in moments.items()},
            "territory": one.territory_id,
            "organisation": one.organisation_id,
            "who": meetings.voice_of(one),
        }


def _calendar() -> Iterable[tuple[str, bytes]]:
    host = urlsplit(settings.ADDRESS).netloc
    yield (
        "agenda.ics",
        meetings.as_calendar(_("Agenda"), [meetings.as_dated(one, "") for one in _shown()], host),
    )


def _take(rows: Iterable[dict[str, Any]]) -> int:
    """Under the numbers and the names in calendars that they had; what a meeting is about came before it."""
    done = 0
    for row in rows:
        one = Meeting(pk=row["id"], uid=row["uid"], **{name: row[name] for name in _PLAIN})
        one.territory_id, one.organisation_id = row["territory"], row["organisation"]
        for name in _MOMENTS:
            setattr(one, name, _moment(row[name]))
        one.clean_fields(exclude=["territory", "organised_by", "organisation", "key"])
        if not holds_together(one):
            raise MeetingTermsError
        places = _places(one)
        one.save(force_insert=True)
        MeetingPlace.objects.bulk_create(
            MeetingPlace(meeting=one, place=place) for place in sorted(with_wholes(places))
        )
        done += 1
    return done


def _places(one: Meeting) -> list[str]:
    """From where it is found; what it is about may have stayed behind. Raises UnknownThingError."""
    kind = kind_of(one.kind)
    if one.territory_id:
        return [one.territory_id]
    thing = thing_of(kind, one.thing)
    return list(kind.territories(thing)) if thing is not None else []


def _moment(said: str | None) -> Any:
    """A moment with its zone, or None. Raises ValueError."""
    if said is None:
        return None
    moment = dt.datetime.fromisoformat(said)
    if moment.tzinfo is None:
        raise ValueError(said)
    return moment


def public_sets() -> list[PublicSet]:
    """What meetings give to whoever carries the commons away."""
    return [
        PublicSet(
            "rendez-vous",
            gettext_lazy("Rendez-vous"),
            "https://schema.org/Event",
            _COLUMNS,
            _rows,
            _take,
            Meeting.objects.count,
            beside=_calendar,
        )
    ]
