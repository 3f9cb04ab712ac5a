"""Moments as XML Schema writes them (dateTimeStamp), read strictly."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache

_STAMP = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?(?:\.(\d+))?(Z|[+-]\d\d(?::?\d\d)?)?",
    re.ASCII,
)
# XML Schema 1.1, 3.4.28 (dateTimeStamp): to the second, with an offset of 14 hours at most.
_STRICT = re.compile(
    r"\d{4}-\d\d-\d\dT(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?)"
    r"(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)",
    re.ASCII,
)
_SIMPLE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_LONGEST = 64


def read_moment(text: object, *, lenient: bool = False) -> datetime | None:
    """Read a moment, or None. A dateTimeStamp (VCDM 2.0, 4.9), or what VCDM 1.1 let pass if `lenient`."""
    return _read(text, lenient) if isinstance(text, str) and len(text) <= _LONGEST else None


@lru_cache(maxsize=1024)  # the badges of one batch bear the same dates
def _read(text: str, lenient: bool) -> datetime | None:  # noqa: FBT001 -- part of the key of the cache
    if _SIMPLE.fullmatch(text):
        try:  # the usual form, read by the standard library
            return datetime.fromisoformat(text)
        except ValueError:
            pass
    found = _STAMP.fullmatch(text)
    if found is None or not (lenient or _STRICT.fullmatch(text)):
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    # 24:00:00 is the end of the day in XML Schema, and a leap second is one second later than :59.
    extra = timedelta(days=hour == 24 and minute == second == 0, seconds=second == 60)  # noqa: PLR2004
    micro = int((found[7] or "0")[:6].ljust(6, "0"))
    try:
        moment = datetime(year, month, day, hour % 24, minute, min(second, 59), micro, UTC) + extra
        return moment - _offset(found[8] or "Z")
    except (ValueError, OverflowError):
        return None


def _offset(zone: str) -> timedelta:
    """Raises ValueError beyond the 14 hours that XML Schema allows."""
    if zone == "Z":
        return timedelta()
    digits = zone[1:].replace(":", "").ljust(4, "0")
    away = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if away > timedelta(hours=14) or int(digits[2:]) > 59:  # noqa: PLR2004 -- minutes
        raise ValueError(zone)
    return -away if zone[0] == "-" else away


def write_moment(moment: datetime) -> str:
    """Write a moment to the second, in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
