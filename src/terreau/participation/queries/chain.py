"""Is the journal whole? Every line is read again, in order, and every hash made again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from terreau.participation.canonical import NOTHING_BEFORE, actor_seal, hash_of, words_seal
from terreau.participation.models import JournalHead, JournalLine

if TYPE_CHECKING:
    from collections.abc import Callable

#: Lines read at a time: memory stays small whatever the length of the journal.
AT_A_TIME = 5_000
MOST_FAULTS = 100


@dataclass(frozen=True)
class Fault:
    """A line that is not what it was: its number, and a code.

    The codes: "missing", "altered", "actor", "words", "cut", "other-head".
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
    for line in JournalLine.objects.order_by("number").iterator(AT_A_TIME):
        if line.number != expected:
            _say(verdict, expected, "missing")
        if hash_of(line, previous) != bytes(line.hash) and line.number == expected:
            _say(verdict, line.number, "altered")
        _look_inside(line, verdict)
        previous, expected = bytes(line.hash), line.number + 1
        seen = seen or previous.hex() == noted
        verdict.lines += 1
        if verdict.lines % AT_A_TIME == 0:
            progress(verdict.lines)
    _look_at_the_head(verdict, previous, expected - 1)
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


def _look_at_the_head(verdict: Verdict, last: bytes, number: int) -> None:
    """The head names the last line: lines cut from the end leave it pointing at nothing."""
    head = JournalHead.objects.filter(pk=1).first()
    if head is None:
        if verdict.lines:
            _say(verdict, number, "cut")
    elif head.number != number or (verdict.lines and bytes(head.hash) != last):
        _say(verdict, max(head.number, number), "cut")


def _say(verdict: Verdict, number: int, code: str) -> None:
    if len(verdict.faults) < MOST_FAULTS:
        verdict.faults.append(Fault(number, code))
