"""French as it is printed, made of what the sources say: `messages.py` writes it, and proves it right.

Sentences in the sources have plain spaces, which anyone can type. French sets « ; », « ? » and « ! » apart
with a narrow space that does not break, « : » and quotation marks with a wide one: without it a line may
begin with a semicolon. One French catalogue puts those spaces in, for what every room says; Django reads it
like any translation, so a page pays nothing for it.
Source: Imprimerie nationale, Lexique des règles typographiques en usage, « Ponctuation ».
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import polib

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "src" / "terreau"
CATALOGUE = SOURCES / "config" / "locale" / "fr" / "LC_MESSAGES" / "django.po"
ENGLISH = "*/locale/en/LC_MESSAGES/django.po"
HEADER = {
    "Project-Id-Version": "terreau",
    "Language": "fr",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n > 1);",
}
WIDE, NARROW = "\u00a0", "\u202f"
#: Words that the English of a library happens to be: its French catalogue would put them into others.
KEPT = frozenset({"Comment", "Usage"})
#: What may follow a mark that ends a part of a sentence; « ?page= » and « :root » are no such marks.
AFTER = r"(?=$|[\s.,…)<»\"])"
PLACES = (
    (re.compile(rf" (?=[;?!]{AFTER})"), NARROW),
    (re.compile(rf" (?=[;?!][?!]{AFTER})"), NARROW),
    (re.compile(rf" (?=:{AFTER})"), WIDE),
    (re.compile(r" (?=»)|(?<=«) "), WIDE),
)


def faults() -> list[str]:
    """A sentence when the catalogue is not what is said, as it is printed."""
    text, compiled = made()
    kept = CATALOGUE.exists() and CATALOGUE.read_text(encoding="utf-8") == text
    right = kept and CATALOGUE.with_suffix(".mo").exists()
    if right and CATALOGUE.with_suffix(".mo").read_bytes() == compiled:
        return []
    return ["the French catalogue is behind what is said: python scripts/messages.py"]


def updated() -> list[str]:
    """Write the catalogue, text and compiled; nothing is left to do by hand."""
    text, compiled = made()
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_text(text, encoding="utf-8")
    CATALOGUE.with_suffix(".mo").write_bytes(compiled)
    return []


def made() -> tuple[str, bytes]:
    """The catalogue of what every room says, as text and compiled."""
    catalogue = catalogue_of(polib.pofile(str(path)) for path in sorted(SOURCES.glob(ENGLISH)))
    return str(catalogue), catalogue.to_binary()


def printed(said: str) -> str:
    """A sentence with the spaces that French prints."""
    for place, space in PLACES:
        said = place.sub(space, said)
    return said


def catalogue_of(rooms: Iterable[polib.POFile]) -> polib.POFile:
    """Every sentence whose spaces change or that is kept from libraries, once, in order."""
    found: dict[tuple[str, str], polib.POEntry] = {}
    for entry in (one for room in rooms for one in room if not one.obsolete):
        changes = any(printed(one) != one for one in (entry.msgid, entry.msgid_plural))
        if changes or entry.msgid in KEPT:
            found.setdefault((entry.msgctxt or "", entry.msgid), entry_of(entry))
    made = polib.POFile(wrapwidth=0)
    made.metadata = HEADER
    made.header = "French as it is printed; made by scripts/typography.py, never by hand."
    made.extend(found[key] for key in sorted(found))
    return made


def entry_of(entry: polib.POEntry) -> polib.POEntry:
    """The sentence of a room, as it is printed."""
    one = polib.POEntry(msgctxt=entry.msgctxt, msgid=entry.msgid, msgid_plural=entry.msgid_plural)
    if entry.msgid_plural:
        one.msgstr_plural = {0: printed(entry.msgid), 1: printed(entry.msgid_plural)}
    else:
        one.msgstr = printed(entry.msgid)
    return one
