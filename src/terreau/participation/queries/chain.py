"""Is the journal whole? Every line is read again, in order, and every hash made again."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from terreau.participation.canonical import NOTHING_BEFORE, actor_seal, hash_of, places_seal, words_seal
from terreau.participation.models import ActedAs, JournalHead, JournalLine, JournalPlace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Lines read at a time: memory stays small whatever the length of the journal.
AT_A_TIME = 5_000
MOST_FAULTS = 100


#: Line, territory, room, theme, person.
Row = tuple[int, str, str, str, int | None]


@dataclass(frozen=True)
class Fault:
    """A line that is not what it was: its number, and a code.

    The codes: "missing", "altered", "actor", "words", "places", "cut", "other-head".
    """

    number: int
    code: str


@dataclass
class Verdict:
    """How many lines were read, how many have lost a name or words by right, and what is wrong."""

    lines: int = 0
    without_name: int = 0
    without_words: int = 0
    last: str = ""
    faults: list[Fault] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        return not self.faults


def verify(noted: str = "", *, progress: Callable[[int], None] = lambda _read: None) -> Verdict:
    """Read the whole chain. `noted` is a hash copied earlier, which must still be that of a line.

    A chain rewritten from end to end holds by itself: only a hash noted elsewhere (a feed reader, a sheet of
    paper) shows it.
    """
    verdict, previous, expected, seen = Verdict(), NOTHING_BEFORE, 1, not noted
    head = JournalHead.objects.filter(pk=1).first()
    lines = JournalLine.objects.order_by("number")
    # What is written meanwhile is read next time.
    lines = lines.filter(number__lte=head.number) if head else lines
    found_from = Found()
    for line in lines.iterator(AT_A_TIME):
        if line.number != expected:
            _say(verdict, expected, "missing")
        if hash_of(line, previous) != bytes(line.hash) and line.number == expected:
            _say(verdict, line.number, "altered")
        _look_inside(line, verdict)
        if not _is_found(line, found_from.of(line.number)):
            _say(verdict, line.number, "places")
        previous, expected = bytes(line.hash), line.number + 1
        seen = seen or previous.hex() == noted
        verdict.lines += 1
        if verdict.lines % AT_A_TIME == 0:
            progress(verdict.lines)
    _look_at_the_head(head, verdict, previous, expected - 1)
    if not seen:
        _say(verdict, expected - 1, "other-head")
    verdict.last = previous.hex() if verdict.lines else ""
    return verdict


def _look_inside(line: JournalLine, verdict: Verdict) -> None:
    """Whether what the seals cover is what was sealed; a blank salt says that it was taken off."""
    if not bytes(line.actor_salt):
        verdict.without_name += 1
        if line.actor_id is not None:
            _say(verdict, line.number, "actor")
    elif actor_seal(bytes(line.actor_salt), line.actor_id) != bytes(line.actor_seal):
        _say(verdict, line.number, "actor")
    if not bytes(line.words_salt):
        verdict.without_words += 1
        if line.title or line.reason:
            _say(verdict, line.number, "words")
    elif words_seal(bytes(line.words_salt), line.title, line.reason) != bytes(line.words_seal):
        _say(verdict, line.number, "words")


class Found:
    """The rows by which lines are found from their territories, read once, in the order of the lines."""

    def __init__(self) -> None:
        in_order = JournalPlace.objects.order_by("line_id", "place")
        rows = in_order.values_list("line_id", "place", "room", "theme", "person_id")
        self._lines: Iterator[tuple[int, Iterator[Row]]] = groupby(rows.iterator(AT_A_TIME), itemgetter(0))
        self._next: tuple[int, list[Row]] | None = self._read()

    def of(self, number: int) -> list[Row]:
        """Those of this line; lines are asked in order."""
        while self._next is not None and self._next[0] < number:
            self._next = self._read()
        return self._next[1] if self._next is not None and self._next[0] == number else []

    def _read(self) -> tuple[int, list[Row]] | None:
        line = next(self._lines, None)
        return None if line is None else (line[0], list(line[1]))


def _is_found(line: JournalLine, rows: list[Row]) -> bool:
    """Whether these rows are those of the line, as they were sealed with it.

    A line from before the seal is held to what it says itself: its own territories, its room, its theme.
    """
    person = line.actor_id if line.acted_as == ActedAs.PERSON else None
    if any(row[2:] != (line.room, line.theme, person) for row in rows):
        return False
    places = {row[1] for row in rows}
    if line.places_seal is None:
        return places.issuperset(line.places)
    return places_seal(places) == bytes(line.places_seal)


def _look_at_the_head(head: JournalHead | None, verdict: Verdict, last: bytes, number: int) -> None:
    """The head names the last line: lines cut from the end leave it pointing at nothing."""
    if head is None:
        if verdict.lines:
            _say(verdict, number, "cut")
        return
    if head.number != number or (verdict.lines and bytes(head.hash) != last):
        _say(verdict, max(head.number, number), "cut")
    # Read last: whoever adds a line moves the head with it.
    beyond = JournalLine.objects.order_by("-number").values_list("number", flat=True).first() or 0
    now = JournalHead.objects.filter(pk=1).values_list("number", flat=True).first() or 0
    if beyond > now:
        _say(verdict, beyond, "cut")


def _say(verdict: Verdict, number: int, code: str) -> None:
    if len(verdict.faults) < MOST_FAULTS:
        verdict.faults.append(Fault(number, code))
