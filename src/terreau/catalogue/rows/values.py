"""A value as a person writes it in a filter, read for the kind of its column."""

from __future__ import annotations

import datetime as dt
import math
import re
from calendar import monthrange
from typing import TYPE_CHECKING, Any

from terreau.catalogue.rows.columns import Kind
from terreau.catalogue.rows.refusals import BadValue

if TYPE_CHECKING:
    from collections.abc import Callable

    from terreau.catalogue.rows.columns import Column

_YES = frozenset(("oui", "vrai", "true", "1", "o", "yes", "t"))
_NO = frozenset(("non", "faux", "false", "0", "n", "no", "f"))
_BLANKS = re.compile(r"[\s\u00a0\u202f]+")
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_FRENCH_DAY = re.compile(r"(?:(?:(\d{1,2})/)?(\d{1,2})/)(\d{4})")
_NUMBER = re.compile(r"[+-]?\d{1,300}(?:[.,]\d{0,300})?(?:[eE][+-]?\d{1,3})?")
_LARGEST = 2**127 - 1


def read_value(said: str, column: Column, *, upper: bool = False) -> Any:
    """What is written, as the database compares it. Raises BadValue.

    `upper` says that it bounds from above: the last day of a year or a month, the last moment of a day.
    """
    try:
        return _READERS[column.kind](said, upper)
    except (ValueError, OverflowError) as error:
        wanted, example = _WANTED[column.kind]
        raise BadValue(value=said[:80], name=column.name, wanted=wanted, example=example) from error


def read_flag(said: str) -> bool | None:
    """Oui or non, in the words that pages, programs and spreadsheets use; None for anything else."""
    word = said.strip().lower()
    return True if word in _YES else False if word in _NO else None


def number(said: str) -> float:
    """A number in French or in English writing: "1 234,5", "1234.5". Raises ValueError."""
    plain = _BLANKS.sub("", said)
    if not _NUMBER.fullmatch(plain):
        raise ValueError(said)
    read = float(plain.replace(",", "."))
    if not math.isfinite(read):
        raise ValueError(said)
    return read


def day(said: str, *, upper: bool = False) -> dt.date:
    """A date, a month or a year: "2024-03-01", "01/03/2024", "2024-03", "03/2024", "2024". Raises ValueError."""
    plain = said.strip()
    if found := _DAY.fullmatch(plain):
        year, month, of_month = found[1], found[2], found[3]
    elif found := _FRENCH_DAY.fullmatch(plain):
        of_month, month, year = found[1], found[2], found[3]
    else:
        raise ValueError(said)
    in_year = int(month) if month else (12 if upper else 1)
    last = monthrange(int(year), in_year)[1] if 1 <= in_year <= 12 else 31  # noqa: PLR2004 - months
    return dt.date(int(year), in_year, int(of_month) if of_month else (last if upper else 1))


def _text(said: str, _upper: bool) -> str:  # noqa: FBT001 - one signature for all readers
    return said


def _integer(said: str, upper: bool) -> int | float:  # noqa: FBT001
    plain = _BLANKS.sub("", said)
    if re.fullmatch(r"[+-]?\d{1,39}", plain):
        whole = int(plain)
        if abs(whole) > _LARGEST:
            raise ValueError(said)
        return whole
    if plain.strip("+-").isdigit():
        raise ValueError(said)
    return _number(said, upper)


def _number(said: str, _upper: bool) -> float:  # noqa: FBT001
    return number(said)


def _boolean(said: str, _upper: bool) -> bool:  # noqa: FBT001
    flag = read_flag(said)
    if flag is None:
        raise ValueError(said)
    return flag


def _date(said: str, upper: bool) -> dt.date:  # noqa: FBT001
    return day(said, upper=upper)


def _moment(said: str, upper: bool) -> dt.datetime:  # noqa: FBT001
    try:
        return dt.datetime.combine(day(said, upper=upper), dt.time.max if upper else dt.time.min)
    except ValueError:
        read = dt.datetime.fromisoformat(said.strip())
    return read.astimezone(dt.UTC).replace(tzinfo=None) if read.tzinfo else read


def _time(said: str, _upper: bool) -> dt.time:  # noqa: FBT001
    return dt.time.fromisoformat(said.strip().lower().replace("h", ":").rstrip(":")).replace(tzinfo=None)


_READERS: dict[Kind, Callable[[str, bool], Any]] = {
    Kind.TEXT: _text,
    Kind.INTEGER: _integer,
    Kind.NUMBER: _number,
    Kind.BOOLEAN: _boolean,
    Kind.DATE: _date,
    Kind.DATETIME: _moment,
    Kind.TIME: _time,
}
_WANTED = {
    Kind.TEXT: (("un texte", "a text"), "Grenoble"),
    Kind.INTEGER: (("un nombre", "a number"), "12"),
    Kind.NUMBER: (("un nombre", "a number"), "3,5"),
    Kind.BOOLEAN: (("oui ou non", "“oui” or “non”"), "oui"),
    Kind.DATE: (("une date", "a date"), "2024-03-01, 01/03/2024, 2024-03, 2024"),
    Kind.DATETIME: (("une date", "a date"), "2024-03-01, 2024-03-01T08:30, 2024"),
    Kind.TIME: (("une heure", "a time"), "08:30"),
}
