"""Plain values of an archive, made what a form would have let through: nothing of it is believed."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone

from terreau.people.words import one_line

_LONGEST_URL, _DEEPEST, _MOST = 500, 4, 500
#: No version was written before: at the edges of the calendar, other time zones cannot say a moment.
_FIRST = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_is_address = URLValidator(schemes=["http", "https"])
#: Keys whose value is an address, or nothing.
_ADDRESSES = frozenset({"url", "uri", "evidence"})


def line(said: object, most: int) -> str:
    """A text on one line, "" for anything else."""
    return one_line(_sayable(said))[:most].strip() if isinstance(said, str) else ""


def text(said: object, most: int) -> str:
    """A text with line ends of one sort."""
    if not isinstance(said, str):
        return ""
    return _sayable(said).replace("\r\n", "\n").replace("\r", "\n")[:most]


def address(said: object) -> str:
    """A web address that may become a link, "" for anything else: a script, a password, a word."""
    if not isinstance(said, str) or len(said) > _LONGEST_URL:
        return ""
    try:
        _is_address(said)
        parts = urlsplit(said)
    except (ValidationError, ValueError):
        return ""
    return "" if parts.username or parts.password else said


def moment(said: object) -> dt.datetime:
    """A moment, now at the latest: an archive does not write the future."""
    return _within(said) or timezone.now()


def moment_said(said: object) -> str:
    """The same as it is kept in a document, "" for what is no moment."""
    found = _within(said)
    return found.isoformat() if found else ""


def _within(said: object) -> dt.datetime | None:
    try:
        found = dt.datetime.fromisoformat(said) if isinstance(said, str) else None
    except (ValueError, OverflowError):
        return None
    return max(_FIRST, min(found, timezone.now())) if found and found.tzinfo else None


def plain(said: Any, depth: int = 0, key: str = "") -> Any:
    """Any record, with texts and lists within bounds, and addresses that are addresses."""
    if isinstance(said, str):
        return address(said) if key in _ADDRESSES else text(said, 6000)
    if isinstance(said, bool) or said is None:
        return said
    if isinstance(said, int | float):
        return said if abs(said) < 10**15 else 0  # NaN and infinities too
    return _inside(said, depth + 1) if depth < _DEEPEST else None


def _inside(said: Any, depth: int) -> Any:
    if isinstance(said, list):
        return [plain(one, depth) for one in said[:_MOST]]
    if not isinstance(said, dict):
        return None
    return {text(name, 40): plain(one, depth, name) for name, one in list(said.items())[:40]}


def dicts(said: Any, most: int) -> list[dict[str, Any]]:
    """The objects of a list, `most` at most."""
    return [one for one in said[:most] if isinstance(one, dict)] if isinstance(said, list) else []


def digest(said: object) -> str:
    """The SHA-256 of a thing: of a text as it is, of anything else as JSON with its keys in order."""
    raw = said if isinstance(said, str) else json.dumps(said, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(raw.encode("utf-8", "replace")).hexdigest()


def _sayable(said: str) -> str:
    """Without NUL and halves of characters, which no database keeps."""
    return said.replace("\x00", "").encode("utf-8", "ignore").decode()
