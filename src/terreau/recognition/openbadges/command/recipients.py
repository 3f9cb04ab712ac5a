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

_COLUMNS = {
    "email": ("email", "e-mail", "mail", "courriel", "adresse"),
    "id": ("id", "did", "identifiant"),
    "narrative": ("narrative", "recit", "récit"),
    "evidence": ("evidence", "preuve"),
    "valid_until": ("valid_until", "validuntil", "expire", "expiration"),
}
_EMAIL = re.compile(r"[^@\s\"<>]+@[^@\s\"<>]+\.[^@\s\"<>]+")
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


def _rows(text: str) -> tuple[dict[str, int], Iterator[tuple[int, list[str]]], list[str]]:
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
    return places, ((reader.line_num, row) for row in reader), names


def people(raw: bytes) -> Iterator[Person | Refused]:
    """Read each line as a person or a refusal. Raises CommandError when no column says who."""
    places, rows, names = _rows(_text(raw))
    if not {"email", "id"} & set(places):
        why = (
            "Le fichier n’a pas de colonne « email » ni « id ».",
            "The file has no “email” or “id” column.",
        )
        raise CommandError(why=why)
    seen: dict[str, int] = {}
    try:
        for line, row in rows:
            if any(cell.strip() for cell in row):
                cells = {
                    ours: row[place].strip() if place < len(row) else "" for ours, place in places.items()
                }
                yield _person(line, cells, {ours: names[place] for ours, place in places.items()}, seen)
    except csv.Error as error:
        raise CommandError(why=(f"CSV illisible : {error}", f"Unreadable CSV: {error}")) from None


def _person(  # noqa: PLR0911 -- one return a fault
    line: int, cells: dict[str, str], names: dict[str, str], seen: dict[str, int]
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
    more: dict[str, Any] = {}
    until = cells.get("valid_until", "")
    if until:
        moment = f"{until}T23:59:59Z" if _DAY.fullmatch(until) else until
        if read_moment(moment) is None:
            return Refused(
                line, names["valid_until"], (f"« {until} » n’est pas une date", f"“{until}” is not a date")
            )
        more["validUntil"] = moment
    evidence: dict[str, Any] = {"type": ["Evidence"]}
    if cells.get("evidence"):
        if not is_absolute(cells["evidence"]):
            return Refused(line, names["evidence"], ("ce n’est pas une adresse", "not an address"))
        evidence |= {"id": cells["evidence"]}
    if cells.get("narrative"):
        evidence |= {"narrative": cells["narrative"]}
    return Person(line, email, identifier, {**more, "evidence": [evidence]} if len(evidence) > 1 else more)
