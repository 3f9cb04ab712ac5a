"""Read the journal: the last lines that answer a filter, before a number, in a bounded time.

Pages follow one another by the number of their last line: page a thousand costs what the first costs.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from terreau.participation import kinds
from terreau.participation.errors import UnknownThingError
from terreau.participation.kinds import Theme, kind_of
from terreau.participation.models import ActedAs, JournalHead, JournalLine, JournalPlace
from terreau.people.models import Organisation, User
from terreau.territories.models import Territory

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

PAGE_SIZE = 30
#: The longest page asked for: that of a feed.
LONGEST_PAGE = 50


@dataclass(frozen=True)
class Filters:
    """What the journal is asked for; `kind` and `thing` together name one thing."""

    room: str = ""
    territory: Territory | None = None
    theme: Theme | None = None
    person: User | None = None
    organisation: Organisation | None = None
    kind: str = ""
    thing: str = ""
    before: int | None = None

    def as_query(self) -> dict[str, str]:
        """The same as it stands in an address, without the place reached."""
        said = {
            "salle": self.room,
            "territoire": self.territory.ref if self.territory else "",
            "theme": self.theme.slug if self.theme else "",
            "qui": self.by,
            "objet": f"{kind_of(self.kind).slug}-{self.thing}" if self.kind else "",
        }
        return {key: value for key, value in said.items() if value}

    @property
    def by(self) -> str:
        """Who acted, as an address says it: a person's handle, or "o:" and an organisation's word."""
        if self.person:
            return self.person.username
        return f"o:{self.organisation.slug}" if self.organisation else ""

    @property
    def narrows(self) -> bool:
        return bool(self.as_query())


@dataclass(frozen=True)
class Entry:
    """A line ready to be read: who, what was done, on what, why. `url` is empty when the thing is gone."""

    number: int
    at: dt.datetime
    who: str
    who_query: str
    did: str
    title: str
    url: str
    reason: str
    places: Sequence[tuple[str, str]]
    line: JournalLine


@dataclass(frozen=True)
class Page:
    """Some entries, the latest first, and the number to go on from (None at the end)."""

    entries: Sequence[Entry]
    following: int | None


def page_of(filters: Filters, size: int = PAGE_SIZE) -> Page:
    """The last lines that answer the filters; six SQL queries at most, and one more a kind of thing."""
    lines = lines_of(filters, size + 1)
    following = lines[size - 1].number if len(lines) > size else None
    return Page(entries_of(lines[:size]), following)


def lines_of(filters: Filters, limit: int) -> list[JournalLine]:
    """Lines that answer the filters, the latest first."""
    return with_names(_narrowed(filters).order_by("-number")[:limit])


def with_names(lines: QuerySet[JournalLine]) -> list[JournalLine]:
    """The lines with who acted."""
    return list(lines.select_related("actor", "organisation"))


def stamp(filters: Filters) -> tuple[object, ...]:
    """What changes whenever an answer to these filters may change; one query.

    Names that are taken off or shown change nothing here: they are part of the page for an hour at most, as
    the hour is in the stamp.
    """
    return (*last_line(), sorted(filters.as_query().items()), filters.before)


def last_line() -> tuple[object, ...]:
    """What changes whenever a panel of the journal may change; one query."""
    head = JournalHead.objects.filter(pk=1).values_list("number", flat=True).first() or 0
    return (head, timezone.now().strftime("%Y%m%d%H"))


def _narrowed(filters: Filters) -> QuerySet[JournalLine]:
    """Lines that answer the filters, reached by the index that leaves the fewest to look at."""
    lines = JournalLine.objects.all()
    if filters.before is not None:
        lines = lines.filter(number__lt=filters.before)
    if not (filters.organisation or filters.kind) and filters.territory:
        return lines.filter(number__in=_numbers_at(filters.territory, filters))
    if filters.room:
        lines = lines.filter(room=filters.room)
    if filters.theme:
        lines = lines.filter(theme=filters.theme.code)
    if filters.territory:
        # One organisation or one thing has few lines: each is looked up in the territory, not the reverse.
        there = JournalPlace.objects.filter(place=filters.territory.ref, line=OuterRef("number"))
        lines = lines.filter(Exists(there))
    return _by(lines, filters)


def _numbers_at(territory: Territory, filters: Filters) -> list[int]:
    """Numbers of the last lines of a territory: a page of them is asked, never the whole territory."""
    found = JournalPlace.objects.filter(place=territory.ref)
    if filters.before is not None:
        found = found.filter(line__lt=filters.before)
    if filters.theme:
        found = found.filter(theme=filters.theme.code)
    if filters.room:
        found = found.filter(room=filters.room)
    if filters.person:
        found = found.filter(person=filters.person)
    return list(found.order_by("-line").values_list("line_id", flat=True)[: LONGEST_PAGE + 1])


def _by(lines: QuerySet[JournalLine], filters: Filters) -> QuerySet[JournalLine]:
    if filters.person:
        # What a mediator did for someone is nobody's to find under the mediator's name.
        lines = lines.filter(actor=filters.person, acted_as=ActedAs.PERSON)
    if filters.organisation:
        lines = lines.filter(organisation=filters.organisation)
    if filters.kind:
        lines = lines.filter(kind=filters.kind, thing=filters.thing)
    return lines


def entries_of(lines: Sequence[JournalLine]) -> list[Entry]:
    """Lines made readable, with what is hidden or gone said as such."""
    names = dict(
        Territory.objects.filter(pk__in={ref for line in lines for ref in line.places}).values_list(
            "ref", "name"
        )
    )
    urls, hidden = _addresses(lines)
    return [_entry(line, names, urls, hidden=(line.kind, line.thing) in hidden) for line in lines]


def _entry(
    line: JournalLine, names: dict[str, str], urls: dict[tuple[str, str], str], *, hidden: bool
) -> Entry:
    who, who_query = who_of(line)
    shown = "" if hidden else line.title
    return Entry(
        number=line.number,
        at=line.at,
        who=who,
        who_query=who_query,
        did=kinds.verb_said(line.kind, line.verb),
        title=shown or _("un contenu retiré"),
        url="" if hidden else urls.get((line.kind, line.thing), ""),
        reason=line.reason if not hidden or line.verb in kinds.ABOUT_HIDING else "",
        places=[(ref, names[ref]) for ref in line.places if ref in names],
        line=line,
    )


def who_of(line: JournalLine) -> tuple[str, str]:
    """Who acted as anyone may read it, and the filter that finds their other acts ("" for nobody)."""
    organisation = line.organisation
    if line.acted_as == ActedAs.MEDIATOR:
        if organisation and not organisation.is_hidden:
            return _("Une personne, avec l’aide de %(name)s") % {"name": organisation.name}, ""
        return _("Une personne, avec l’aide d’un médiateur ou d’une médiatrice"), ""
    if organisation:
        if organisation.is_hidden:
            return _("Une organisation masquée"), ""
        return organisation.name, f"o:{organisation.slug}"
    if line.acted_as == ActedAs.SERVICE:
        return _("Le service"), ""
    return _person(line.actor)


def _person(actor: User | None) -> tuple[str, str]:
    if actor is None:
        return _("Une personne dont le compte n’existe plus"), ""
    if actor.shows_name and actor.shown_name:
        return actor.shown_name, actor.username
    return _("Une personne"), ""


def _addresses(
    lines: Iterable[JournalLine],
) -> tuple[dict[tuple[str, str], str], set[tuple[str, str]]]:
    """Where each thing is shown now, and which are hidden: two queries a kind of thing."""
    keys: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        keys[line.kind].add(line.thing)
    urls: dict[tuple[str, str], str] = {}
    veiled: set[tuple[str, str]] = set()
    for model, wanted in keys.items():
        try:
            kind = kind_of(model)
        except UnknownThingError:  # a room that is not installed any more
            continue
        veiled |= {(model, key) for key in kinds.hidden(model, wanted)}
        things = apps.get_model(model)._default_manager.filter(pk__in=wanted)
        urls |= {(model, str(thing.pk)): kind.url(thing) for thing in things}
    return urls, veiled


def known_person(handle: str) -> User | None:
    """The person of a handle, while they show their name to everyone; nobody else is found by name."""
    return User.objects.filter(username=handle, shows_name=True).exclude(shown_name="").first()
