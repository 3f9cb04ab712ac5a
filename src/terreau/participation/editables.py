"""What is edited with a history anyone may read: each room registers its kinds of things here.

Former versions are those that django-simple-history keeps. Beside `kinds.py`, because a message has a history
and is neither followed nor spoken of.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from terreau.participation.errors import UnknownThingError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.db.models import Model
    from django.utils.functional import Promise

    from terreau.people.models import User


class Restore(Protocol):
    """Give a thing, held, the words of one of its versions: a new version, with a line in the journal."""

    def __call__(self, thing: Any, version: Any, *, by: User, reason: str) -> object: ...


def _as_written(name: str) -> Callable[[Any], str]:
    return lambda version: str(getattr(version, name) or "")


@dataclass(frozen=True)
class Shown:
    """A field whose changes are read: its label, and what a version says there, in words."""

    label: str | Promise
    words: Callable[[Any], str]

    @classmethod
    def field(cls, label: str | Promise, name: str) -> Shown:
        """A field that is read as it is written."""
        return cls(label, _as_written(name))


@dataclass(frozen=True)
class Editable:
    """A kind of thing with a history: how it is found, named, read, put back.

    `find` answers the thing of a key and raises a NotFoundError for one that is hidden or gone. `hold` keeps
    other writers waiting, in the order in which the room itself holds its rows. `credit` says who made a
    version, as anyone may read it. `related` is what reading a version would otherwise fetch one by one.
    """

    model: str
    slug: str
    label: str | Promise
    find: Callable[[str], Any]
    title: Callable[[Any], str]
    url: Callable[[Any], str]
    shown: Sequence[Shown]
    credit: Callable[[Any], str]
    may_restore: Callable[[User, Any], bool]
    restore: Restore
    hold: Callable[[Any], object]
    related: Sequence[str] = ("history_user",)


_editables: dict[str, Editable] = {}


def register_editable(editable: Editable) -> None:
    """Let the history of a kind of thing be read. Called from `ready()`."""
    _editables[editable.slug] = editable


def editable_named(slug: str) -> Editable:
    """The kind that has this word in addresses; raises UnknownThingError."""
    if (found := _editables.get(slug)) is None:
        raise UnknownThingError
    return found


def editable_of(thing: Model) -> Editable | None:
    """How the history of this thing is read, if its room said so."""
    label = thing._meta.label_lower
    return next((one for one in _editables.values() if one.model == label), None)
