"""Every place where a room may show itself on another room's page; this page lists them all.

A room registers what it offers in the `ready()` of its `apps.py`; the page that holds the slot asks for the
offers and never imports the room. So a new room opens no other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import timedelta
    from pathlib import Path

    from django.db.models import Model
    from django.http import HttpRequest
    from django.utils.functional import Promise

    from terreau.foundation.errors import TerreauError
    from terreau.foundation.processing import Basis

Asked = ParamSpec("Asked")
Offered = TypeVar("Offered")


class Slot(Generic[Asked, Offered]):
    """A named place: functions that may each offer one thing, asked in the order of their weight."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._offers: list[tuple[int, str, Callable[Asked, Offered | None]]] = []

    def register(self, offer: Callable[Asked, Offered | None], *, weight: int = 50) -> None:
        """Add an offer; lighter weights come first. Registering the same function twice changes nothing."""
        key = f"{offer.__module__}.{offer.__qualname__}"
        if all(known != key for _, known, _ in self._offers):
            self._offers.append((weight, key, offer))
            self._offers.sort(key=lambda entry: entry[:2])

    def rooms(self) -> frozenset[str]:
        """Names of the rooms that offer something here."""
        return frozenset(".".join(key.split(".")[:2]) for _, key, _ in self._offers)

    def offers(self) -> Iterator[tuple[str, Callable[Asked, Offered | None]]]:
        """Each offer with the name of its room, for whoever must go on when one of them fails."""
        for _, key, offer in self._offers:
            yield key.split(".")[1], offer

    def ask(self, *args: Asked.args, **kwargs: Asked.kwargs) -> Iterator[Offered]:
        """What each room offers here; a room that has nothing to say answers None and is passed over."""
        for _, _, offer in self._offers:
            offered = offer(*args, **kwargs)
            if offered is not None:
                yield offered


@dataclass(frozen=True)
class Panel:
    """A block of another room on a page: a heading, a template with its context, a link to see all."""

    title: str | Promise
    template: str
    context: dict[str, object]
    more_url: str = ""
    more_label: str | Promise = ""


@dataclass(frozen=True)
class Hit:
    """One search result, said in words: what it is, its title, where it leads, why it is shown."""

    kind: str | Promise
    title: str
    url: str
    summary: str = ""
    reason: str | Promise = ""


@dataclass(frozen=True)
class Hits:
    """The answer of one room to a search: a facet (`key`, `label`), how many in all, and the first of them.

    `corrected` holds the words that were looked for when those typed found nothing.
    """

    key: str
    label: str | Promise
    total: int
    hits: Sequence[Hit]
    all_url: str = ""
    corrected: str = ""


@dataclass(frozen=True)
class Action:
    """A thing one can do from a page: a label and an address (followed with GET)."""

    label: str | Promise
    url: str


@dataclass(frozen=True)
class Exported:
    """What a room holds about one person, for their own download: plain JSON values under `key`."""

    key: str
    data: object


@dataclass(frozen=True)
class HomeTerritory:
    """The territory an instance is for, as the page frame names it."""

    ref: str
    name: str
    url: str


#: The territory this instance is for; asked once, then kept by the page frame.
home_territory: Slot[[], HomeTerritory] = Slot("home_territory")


@dataclass(frozen=True)
class Kept:
    """One thing kept about people, as the privacy page and the register say it.

    `models` names the tables ("people.User") so that a test can tell when one is missing from the page;
    `basis` says why it is lawful, `seen_by` who may see it beside the person.
    """

    what: str | Promise
    why: str | Promise
    how_long: str | Promise
    models: Sequence[str]
    basis: Basis | None = None
    seen_by: str | Promise = ""
    about: str = ""

    @property
    def anchor(self) -> str:
        """Its place on the privacy page, where short notices lead: `about`, else the first table."""
        return self.about or self.models[0].lower().replace(".", "-")


@dataclass(frozen=True)
class Regular:
    """A job done again and again without anybody asking: a task of django-tasks, and how long between two."""

    task: Any
    every: timedelta


@dataclass(frozen=True)
class Cleared:
    """How many rows of each kind went because their time was over; never whose."""

    room: str
    numbers: Mapping[str, int]


@dataclass(frozen=True)
class Act:
    """A public act of a room that stands below the journal: what was done, on what, by whom, why.

    `verb` is the bare word of the act, `by` the person who did it (None for the service), `reason` is public.
    """

    verb: str
    thing: Model
    by: Model | None
    reason: str = ""


@dataclass(frozen=True)
class PublicSet:
    """Everything of one kind that everyone may read, to be carried away and brought into an empty instance.

    `key` names its files. A row is plain JSON values, the same words each time: `columns` says each, with
    the term it means on the web of data ("" for none). `page` writes a row as Markdown under a file name.
    `take` brings rows in, as they were, and answers how many; `there` says how many there are already.
    `files` names the files of a row and where they stand, or their bytes; a row brought in has `read`, which
    gives the bytes of a name. `beside` gives further files, by name, made of all the rows together.
    """

    key: str
    title: str | Promise
    kind: str
    columns: Mapping[str, str]
    rows: Callable[[], Iterable[dict[str, Any]]]
    take: Callable[[Iterable[dict[str, Any]]], int]
    there: Callable[[], int]
    page: Callable[[dict[str, Any]], tuple[str, str]] | None = None
    files: Callable[[dict[str, Any]], Iterable[tuple[str, Path | bytes]]] | None = None
    beside: Callable[[], Iterable[tuple[str, bytes]]] | None = None


#: What rooms hold that everyone may read, in the order in which it can be brought in elsewhere.
public_sets: Slot[[], Sequence[PublicSet]] = Slot("public_sets")


#: Told of each public act of a room below the journal, in the transaction of the act and last of all.
public_acts: Slot[[Act], bool] = Slot("public_acts")


def tell(act: Act) -> None:
    """Let whoever keeps public acts keep this one, in the caller's transaction."""
    for _kept in public_acts.ask(act):
        pass


#: Panels on a territory's page. Asked with the request and the reference of the territory.
territory_panels: Slot[[HttpRequest, str], Panel] = Slot("territory_panels")

#: Panels on the front page of the instance. Asked with the request and the home territory's reference.
front_page_panels: Slot[[HttpRequest, str], Panel] = Slot("front_page_panels")

#: What can change a room's panels on the pages everyone may read, in one cheap query.
panel_stamps: Slot[[], object] = Slot("panel_stamps")

#: Panels on the page of a shared thing (a need, a data set, a commons). Asked with the request and the thing:
#: conversation, following, files, a way to report.
thing_panels: Slot[[HttpRequest, Model], Panel] = Slot("thing_panels")

#: Answers to a search over everything. Asked with the words, the reference of a territory ("" for all)
#: and how many results at most.
search_results: Slot[[str, str, int], Hits] = Slot("search_results")

#: What a room holds about a person. Asked with the primary key of the user.
personal_data: Slot[[int], Exported] = Slot("personal_data")

#: Called before an account goes, with the primary key of the user, so that a room takes the name off
#: what stays public. Answers a sentence that says what stays, shown before the deletion.
account_deletion: Slot[[int, bool], str | Promise] = Slot("account_deletion")

#: Blocks on a person's own page ("Mon espace"). Asked with the request.
personal_panels: Slot[[HttpRequest], Panel] = Slot("personal_panels")

#: Things stewards have to look at. Asked with the request; offers a panel when there is something.
steward_panels: Slot[[HttpRequest], Panel] = Slot("steward_panels")

#: What a room keeps about people, for the privacy page; every table that points at a person is named.
kept_data: Slot[[], Sequence[Kept]] = Slot("kept_data")

#: The retention clock, run once a day: each room deletes what is past the time it announces in `kept_data`.
past_its_time: Slot[[], Cleared] = Slot("past_its_time")

#: Jobs that the one clock of the instance winds up again after each run (config/clock.py).
regular_jobs: Slot[[], Regular] = Slot("regular_jobs")

#: Tasks, by their module path, that do no harm when they are run again after a process died in the middle.
safe_again: Slot[[], Sequence[str]] = Slot("safe_again")


def what_changes(panels: Slot[[HttpRequest, str], Panel]) -> list[object] | None:
    """Everything that can change these panels, for an ETag.

    None as long as a room that offers one does not say what changes it: its page is then made at each visit,
    which is slower and never wrong.
    """
    return list(panel_stamps.ask()) if panels.rooms() <= panel_stamps.rooms() else None


#: Which of these things of one kind nobody but stewards may see now. Asked with the kind and the keys.
hidden_among: Slot[[str, Collection[str]], set[str]] = Slot("hidden_among")


#: What is answered for a hidden thing, by rooms that stand below moderation. Asked with the kind and the key.
why_hidden: Slot[[str, str], TerreauError] = Slot("why_hidden")


#: A backup was put back: what may have been done since it was made must not be done twice. Asked inside the
#: restoring, before anybody sees the database; offers a number of things let go.
restored: Slot[[], int] = Slot("restored")


@dataclass(frozen=True)
class Dated:
    """Something that happens, or ends, at a moment that is truly known: a meeting, the end of a notice.

    `uid` names it for ever, `url` is its address here, `changed_at` and `version` tell calendars when to read
    it again. `cancelled` is why it will not take place, empty when it will.
    """

    uid: str
    title: str
    url: str
    starts_at: dt.datetime
    changed_at: dt.datetime
    what: str | Promise
    ends_at: dt.datetime | None = None
    place: str = ""
    online: str = ""
    description: str = ""
    about: str = ""
    cancelled: str = ""
    version: int = 1


@dataclass(frozen=True)
class Dates:
    """Which dates are asked for: from a moment on, of a theme, of a territory ("" for all), how many."""

    since: dt.datetime
    theme: str = ""
    territory: str = ""
    most: int = 50


#: What has a date, the earliest first. Asked with which dates are wanted; hidden things are left out.
dated: Slot[[Dates], Sequence[Dated]] = Slot("dated")


#: Whether a room names a file of the store (participation/store.py), so that it stays. Asked with its digest.
named_files: Slot[[str], bool] = Slot("named_files")
