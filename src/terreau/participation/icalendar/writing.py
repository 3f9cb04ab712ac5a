"""Events written as RFC 5545 asks: lines folded at 75 octets, text escaped, times in UTC."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Octets of a line, its end left out (RFC 5545, 3.1).
LONGEST_LINE = 75


@dataclass(frozen=True)
class Event:
    """Something that happens. `uid` never changes; `sequence` grows with each change of when or where.

    `starts` is a moment with its zone, or a day. Without an end, an event has the length that RFC 5545 gives
    it: none for a moment, the whole of a day.
    """

    uid: str
    title: str
    starts: dt.datetime | dt.date
    changed: dt.datetime
    ends: dt.datetime | None = None
    sequence: int = 0
    cancelled: bool = False
    place: str = ""
    url: str = ""
    description: str = ""


def calendar(name: str, events: Iterable[Event], *, maker: str) -> bytes:
    """A whole calendar, ready to be served as text/calendar; `maker` names the program and its version."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_text(maker)}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_text(name)}",  # RFC 7986
        f"X-WR-CALNAME:{_text(name)}",  # what came before it, and what most programs still read
    ]
    for event in events:
        lines += _event(event)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}"
    yield f"DTSTAMP:{_moment(event.changed)}"
    yield f"LAST-MODIFIED:{_moment(event.changed)}"
    yield f"SEQUENCE:{event.sequence}"
    yield _when("DTSTART", event.starts)
    if event.ends is not None:
        yield _when("DTEND", event.ends)
    yield f"SUMMARY:{_text(event.title)}"
    if event.place:
        yield f"LOCATION:{_text(event.place)}"
    if event.description:
        yield f"DESCRIPTION:{_text(event.description)}"
    if event.url:
        yield f"URL:{_uri(event.url)}"
    yield f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}"
    yield "END:VEVENT"


def _when(name: str, at: dt.datetime | dt.date) -> str:
    if isinstance(at, dt.datetime):
        return f"{name}:{_moment(at)}"
    return f"{name};VALUE=DATE:{at:%Y%m%d}"


def _moment(at: dt.datetime) -> str:
    utc = at.astimezone(dt.UTC)
    return f"{utc.year:04}{utc:%m%dT%H%M%SZ}"


def _text(said: str) -> str:
    """A TEXT value (3.3.11): no control character but the line end, written as two signs."""
    said = said.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    kept = "".join(sign for sign in said if sign == "\n" or unicodedata.category(sign) not in {"Cc", "Cs"})
    for sign in ("\\", ";", ","):
        kept = kept.replace(sign, f"\\{sign}")
    return kept.replace("\n", "\\n")


def _uri(said: str) -> str:
    """A URI value is not escaped: nothing that could end it is let in."""
    return "".join(sign for sign in said if sign.isprintable() and not sign.isspace() and sign not in '\\"<>')


def _folded(line: str) -> bytes:
    """The line in pieces of 75 octets at most, never cut inside a character."""
    pieces, piece = [], b""
    for sign in line:
        octets = sign.encode("utf-8", "replace")
        if len(piece) + len(octets) > LONGEST_LINE:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
