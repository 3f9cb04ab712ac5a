"""The people of a CSV file, one a line, with what is wrong in the lines that will not do."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from terreau.recognition.openbadges.command.terminal import CommandError
from terreau.recognition.openbadges.moments import read_moment
from terreau.recognition.openbadges.rdf.terms import is_absolute

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

_COLUMNS = {
    "email": ("email", "e-mail", "mail", "courriel", "adresse"),
    "id": ("id", "did", "identifiant"),
    "narrative": ("narrative", "recit", "récit"),
    "evidence": ("evidence", "preuve"),
    "valid_until": ("valid_until", "validuntil", "expire", "expiration"),
}
_EMAIL = re.compile(r"[^@\s\"<>]+@[^@\s\"<>]+\.[^@\s\"<>]+")
#: In characters. Our own bound: that of `csv` is the whole process's; readers of large tables raise it.
LONGEST_CELL = 131_072
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that will not do. `column` is the name in the file; `why` is (French, English)."""

    line: int
    column: str
    why: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Person:
    """A line that will do."""

    line: int
    email: str = ""
    id: str = ""
    more: dict[str, Any] = field(default_factory=dict)


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")  # what French spreadsheets still write


def _rows(text: str) -> tuple[dict[str, int], Iterator[tuple[int, list[str] | csv.Error]], list[str]]:
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    names = [name.strip() for name in next(reader, [])]
    places = {
        ours: number
        for ours, theirs in _COLUMNS.items()
        for number, name in enumerate(names)
        if name.lower() in theirs
    }
    return places, _numbered(reader), names


def _numbered(reader: Any) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """Give each row with the number of its first line (a quoted cell may hold several)."""
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, error


def _too_long(length: int) -> tuple[str, str]:
    return (
        f"une case de {length} caractères : pas plus de {LONGEST_CELL}",
        f"a cell of {length} characters: no more than {LONGEST_CELL}",
    )


def people(raw: bytes, moment: datetime) -> Iterator[Person | Refused]:
    """Read each line as a person or a refusal, for badges of `moment`.

    Raises CommandError when no column says who.
    """
    places, rows, names = _rows(_text(raw))
    if not {"email", "id"} & set(places):
        why = (
            "Le fichier n’a pas de colonne « email » ni « id ».",
            "The file has no “email” or “id” column.",
        )
        raise CommandError(why=why)
    seen: dict[str, int] = {}
    titles = {ours: names[place] for ours, place in places.items()}
    for line, row in rows:
        if isinstance(row, csv.Error):
            yield Refused(line, "", (f"CSV illisible ({row})", f"unreadable CSV ({row})"))
        elif (longest := max(map(len, row), default=0)) > LONGEST_CELL:
            yield Refused(line, "", _too_long(longest))
        elif any(cell.strip() for cell in row):
            cells = {ours: row[place].strip() if place < len(row) else "" for ours, place in places.items()}
            yield _person(line, cells, titles, seen, moment)


def _until(written: str, now: datetime) -> str | tuple[str, str]:
    """Read the end of validity of a line, empty when it has none; or why it will not do."""
    if not written:
        return ""
    moment = f"{written}T23:59:59Z" if _DAY.fullmatch(written) else written
    end = read_moment(moment)
    if end is None:
        return (f"« {written} » n’est pas une date", f"“{written}” is not a date")
    if end < now:
        return (f"« {written} » est déjà passé", f"“{written}” has already passed")
    return moment


def _person(  # noqa: PLR0911 -- one return a fault
    line: int, cells: dict[str, str], names: dict[str, str], seen: dict[str, int], now: datetime
) -> Person | Refused:
    email, identifier = cells.get("email", ""), cells.get("id", "")
    first = names.get("email") or names["id"]
    if not email and not identifier:
        return Refused(line, first, ("personne n’est nommé", "nobody is named"))
    if email and not _EMAIL.fullmatch(email):
        return Refused(
            line, names["email"], (f"« {email} » n’est pas une adresse", f"“{email}” is not an address")
        )
    if identifier and not is_absolute(identifier):
        return Refused(
            line,
            names["id"],
            (f"« {identifier} » n’est pas un identifiant", f"“{identifier}” is not an identifier"),
        )
    key = f"{email.lower()} {identifier}"
    if key in seen:
        return Refused(line, first, (f"déjà à la ligne {seen[key]}", f"already on line {seen[key]}"))
    seen[key] = line
    until = _until(cells.get("valid_until", ""), now)
    if isinstance(until, tuple):
        return Refused(line, names["valid_until"], until)
    more: dict[str, Any] = {"validUntil": until} if until else {}
    evidence: dict[str, Any] = {"type": ["Evidence"]}
    if cells.get("evidence"):
        if not is_absolute(cells["evidence"]):
            return Refused(line, names["evidence"], ("ce n’est pas une adresse", "not an address"))
        evidence |= {"id": cells["evidence"]}
    if cells.get("narrative"):
        evidence |= {"narrative": cells["narrative"]}
    return Person(line, email, identifier, {**more, "evidence": [evidence]} if len(evidence) > 1 else more)
