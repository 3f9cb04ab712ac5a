"""Calendars as RFC 5545 asks, whatever people write."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from terreau.participation.icalendar import Event, calendar

NOON = dt.datetime(2027, 3, 28, 12, 0, tzinfo=dt.UTC)
HOSTILE = [
    "a\r\nBEGIN:VEVENT\r\nSUMMARY:faux",
    "a\nEND:VCALENDAR",
    "virgule, point-virgule; barre \\ deux points: fin",
    "\\n pas une fin de ligne",
    "\x00\x07\x1b[31mrouge",
    "\u2028ligne\u2029paragraphe\x85suite",
    "é" * 400,
    "🚲" * 100,
    "\ud800 moitié",
    "",
]


def written(**values: object) -> bytes:
    told = {"uid": "a@exemple.fr", "title": "Atelier", "starts": NOON, "changed": NOON, **values}
    return calendar("Agenda", [Event(**told)], maker="-//Essai//FR")  # type: ignore[arg-type]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_ends_a_line_or_begins_an_event(text: str) -> None:
    url = f"https://exemple.fr/{text}"
    body = written(title=text, description=text, place=text, url=url, uid=text or "x")
    lines = body.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 for line in lines)
    assert not any(sign in body.replace(b"\r\n", b"") for sign in (b"\r", b"\n", b"\x00", b"\x1b"))
    assert sum(line.startswith(b"BEGIN:VEVENT") for line in lines) == 1
    assert sum(line.startswith(b"END:VCALENDAR") for line in lines) == 1
    [event] = Calendar.from_ical(body).walk("VEVENT")
    assert len(event.errors) == 0


SEEN = st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=200)


@given(title=SEEN, description=SEEN)
def test_another_program_reads_back_what_was_written(title: str, description: str) -> None:
    [event] = Calendar.from_ical(written(title=title, description=f"x{description}")).walk("VEVENT")
    assert str(event["SUMMARY"]) == title
    assert str(event["DESCRIPTION"]) == f"x{description}"


def test_moments_are_in_utc_whatever_their_zone() -> None:
    paris = dt.timezone(dt.timedelta(hours=2))
    body = written(starts=dt.datetime(2027, 7, 1, 18, 30, tzinfo=paris))
    assert b"DTSTART:20270701T163000Z\r\n" in body


def test_a_whole_day_is_a_date() -> None:
    assert b"DTSTART;VALUE=DATE:20270701\r\n" in written(starts=dt.date(2027, 7, 1))


def test_what_is_cancelled_says_so_and_counts_its_changes() -> None:
    body = written(cancelled=True, sequence=3)
    assert b"STATUS:CANCELLED\r\n" in body
    assert b"SEQUENCE:3\r\n" in body


def test_an_empty_calendar_is_a_calendar() -> None:
    assert Calendar.from_ical(calendar("Agenda", [], maker="x")).walk("VEVENT") == []
