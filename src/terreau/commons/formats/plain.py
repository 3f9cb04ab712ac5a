"""Rows of one model as plain values, and back: what every set of this room does alike."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.validators import URLValidator

from terreau.commons.models import Commons
from terreau.participation.kinds import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.db.models import Model, QuerySet

_is_address = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True)
class Shape:
    """What a row of a model says: foreign keys by number, values as they are, moments, days.

    `shown` gives the rows that everyone may read; `more` further columns of a row, and `fitted` puts them
    into a thing brought in, or raises ValueError.
    """

    model: type[Model]
    shown: Callable[[], QuerySet[Any]]
    keys: tuple[str, ...] = ("commons",)
    values: tuple[str, ...] = ()
    moments: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    further: tuple[str, ...] = ()
    more: Callable[[Any], dict[str, Any]] = field(default=lambda _thing: {})
    fitted: Callable[[Any, dict[str, Any]], object] = field(default=lambda _thing, _row: None)
    unchecked: tuple[str, ...] = ()

    @property
    def columns(self) -> dict[str, str]:
        """Each column, with no term of the web of data."""
        named = ("id", *self.keys, *self.values, *self.days, *self.moments, *self.further)
        return dict.fromkeys(named, "")

    def rows(self) -> Iterable[dict[str, Any]]:
        """What everyone may read, in the order it was written."""
        for one in self.shown().order_by("pk").iterator(200):
            yield {
                "id": one.pk,
                **{name: getattr(one, f"{name}_id") for name in self.keys},
                **{name: _plain(getattr(one, name)) for name in self.values},
                **{name: said(getattr(one, name)) for name in (*self.days, *self.moments)},
                **self.more(one),
            }

    def take(self, rows: Iterable[dict[str, Any]]) -> int:
        """Bring rows in under the numbers they had; nobody's account comes along."""
        done = 0
        for row in rows:
            one: Any = self.model(pk=row["id"], **{f"{name}_id": row[name] for name in self.keys})
            for name in self.values:
                setattr(one, name, row[name])
            for name in self.days:
                setattr(one, name, dt.date.fromisoformat(row[name]) if row[name] else None)
            for name in self.moments:
                setattr(one, name, moment(row[name]) if row[name] else None)
            self.fitted(one, row)
            one.clean_fields(exclude=[*self.keys, *self.unchecked])
            one._change_reason = "export"
            one.save(force_insert=True)
            done += 1
        return done


def shown_commons() -> QuerySet[Any]:
    """Keys of the commons that everyone may read."""
    return visible(Commons.objects.order_by()).values("pk")


def said(at: dt.date | dt.datetime | None) -> str | None:
    """A day or a moment in ISO 8601."""
    return at.isoformat() if at else None


def moment(words: str) -> dt.datetime:
    """A moment with its zone; raises ValueError."""
    found = dt.datetime.fromisoformat(words)
    if found.tzinfo is None:
        raise ValueError(words)
    return found


def links(found: object) -> list[dict[str, str]]:
    """Links that lead to the web and nowhere else; raises ValueError, ValidationError."""
    if not isinstance(found, list):
        raise TypeError(found)
    for link in found:
        if not isinstance(link, dict) or not all(isinstance(value, str) for value in link.values()):
            raise ValueError(link)
        _is_address(link["url"])
    return found


def _plain(value: Any) -> Any:
    return value if isinstance(value, bool | int | str | list | dict | None) else str(value)
