"""Which meetings there are, and everything else that has a date."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from terreau.foundation.markdown import plain
from terreau.foundation.slots import Dated, Dates, dated
from terreau.participation import kinds
from terreau.participation.errors import UnknownMeetingError, UnknownThingError
from terreau.participation.icalendar import Event, calendar
from terreau.participation.kinds import key_of, kind_of, thing_named
from terreau.participation.models import Meeting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import Model, QuerySet

KIND = "participation.meeting"
#: Dates on one page, and in one calendar.
PAGE_SIZE, IN_A_CALENDAR = 40, 300
#: A calendar tells of what has just been, so that a meeting does not vanish from it the same evening.
JUST_BEEN = dt.timedelta(days=31)
MAKER = "-//Terreau//Agenda//FR"


def meeting(pk: int) -> Meeting:
    """A meeting that anyone may read; raises UnknownMeetingError, HiddenThingError."""
    found = _read(Meeting.objects.filter(pk=pk)).first()
    if found is None:
        raise UnknownMeetingError
    kinds.refuse_hidden(KIND, pk)
    return found


def about(meeting: Meeting) -> tuple[str, str]:
    """The title and the page of what a meeting is about; empty when it is gone."""
    try:
        kind, thing = thing_named(kind_of(meeting.kind).slug, meeting.thing)
    except UnknownThingError:
        return "", ""
    return kind.title(thing), kind.url(thing)


def to_come(thing: Model, most: int) -> list[Meeting]:
    """The next meetings about a thing, cancelled ones included. One query."""
    coming = Q(starts_at__gte=timezone.now()) | Q(ends_at__gte=timezone.now())
    found = Meeting.objects.filter(coming, kind=kind_of(thing).model, thing=key_of(thing))
    return list(kinds.visible(found).order_by("starts_at", "pk")[:most])


def hidden_with_their_thing(model: str, keys: Iterable[str]) -> set[str] | None:
    """Meetings whose thing is hidden are hidden with it."""
    if model != KIND:
        return None
    numbers = [key for key in keys if key.isascii() and key.isdigit()]
    found = list(Meeting.objects.filter(pk__in=numbers).values_list("pk", "kind", "thing"))
    about: dict[str, set[str]] = defaultdict(set)
    for _pk, kind, thing in found:
        about[kind].add(thing)
    veiled = {kind: kinds.hidden(kind, things) for kind, things in about.items()}
    return {str(pk) for pk, kind, thing in found if thing in veiled[kind]}


def dates(asked: Dates) -> list[Dated]:
    """Everything dated, of every room, the earliest first."""
    found = [one for some in dated.ask(asked) for one in some]
    return sorted(found, key=lambda one: (one.starts_at, one.uid))[: asked.most]


def dated_meetings(asked: Dates) -> list[Dated]:
    """Meetings, as the agenda tells them."""
    found = kinds.visible(Meeting.objects.filter(starts_at__gte=asked.since))
    if asked.theme:
        found = found.filter(theme=asked.theme)
    if asked.territory:
        found = found.filter(found_from__place=asked.territory)
    shown = list(_read(found).order_by("starts_at", "pk")[: asked.most])
    hidden = kinds.hidden(KIND, [str(one.pk) for one in shown])
    titles = _titles(shown)
    return [
        as_dated(one, titles.get((one.kind, one.thing), "")) for one in shown if str(one.pk) not in hidden
    ]


def as_dated(one: Meeting, title: str) -> Dated:
    """A meeting as calendars tell it; `title` is that of what it is about."""
    where = ", ".join(filter(None, (one.place, one.territory.name if one.territory else "")))
    return Dated(
        uid=f"rendez-vous-{one.uid}",
        title=one.title,
        url=one.get_absolute_url(),
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        changed_at=one.changed_at,
        what=gettext_lazy("Rendez-vous"),
        place=where,
        online=one.online,
        description=plain(one.description),
        about=title,
        cancelled=one.cancelled_reason,
        version=one.version,
    )


def as_calendar(name: str, found: Sequence[Dated], host: str) -> bytes:
    """These dates as a calendar that programs subscribe to."""
    return calendar(name, [_event(one, host) for one in found], maker=MAKER)


def _event(one: Dated, host: str) -> Event:
    said = [one.description, one.online]
    if one.about:
        said.insert(0, _("À propos de : %(title)s") % {"title": one.about})
    if one.cancelled:
        said.insert(0, _("Annulé : %(reason)s") % {"reason": one.cancelled})
    return Event(
        uid=f"{one.uid}@{host}",
        title=one.title,
        starts=one.starts_at,
        ends=one.ends_at,
        changed=one.changed_at,
        sequence=one.version - 1,
        cancelled=bool(one.cancelled),
        place=one.place or one.online,
        url=settings.ADDRESS + one.url,
        description="\n".join(filter(None, said)),
    )


def voice_of(one: Any) -> str:
    """Who organises, as everyone may read it."""
    if one.organisation:
        name: str = one.organisation.public_name
        return name[:1].upper() + name[1:]
    if one.organised_by is None:
        return _("Une personne dont le compte n’existe plus")
    said: str = one.organised_by.public_name
    return said[:1].upper() + said[1:]


def _titles(shown: Sequence[Meeting]) -> dict[tuple[str, str], str]:
    """Titles of what these meetings are about: one query a kind."""
    titles = {}
    for model in {one.kind for one in shown}:
        try:
            kind = kind_of(model)
        except UnknownThingError:  # a room that is not installed any more
            continue
        keys = {one.thing for one in shown if one.kind == model}
        for thing in apps.get_model(model)._default_manager.filter(pk__in=keys):
            titles[model, str(thing.pk)] = kind.title(thing)
    return titles


def _read(found: QuerySet[Meeting]) -> QuerySet[Meeting]:
    return found.select_related("organised_by", "organisation", "territory")
