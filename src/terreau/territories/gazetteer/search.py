"""The gazetteer: one question, ranked answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.territories.gazetteer.columns import Columns
from terreau.territories.gazetteer.errors import QuestionTooLongError
from terreau.territories.gazetteer.hits import Hit, Reason
from terreau.territories.gazetteer.index import Index
from terreau.territories.gazetteer.matching import WRITTEN_RIGHT, Match, nearly_written_so, written_so
from terreau.territories.gazetteer.numbers import Numbers
from terreau.territories.gazetteer.reading import Reading, readings, shorter
from terreau.territories.gazetteer.spelling import key, words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from terreau.territories.gazetteer.entries import Entry, Kind

LONGEST_QUESTION = 120
"""Twice the longest name of the base: beyond it nobody asks for a place."""

_POSTAL_SCORE, _CODE_SCORE = 130.0, 120.0
_LEVEL_BONUS, _NATURE_BONUS = 12.0, 3.0
_WORD_LEFT_OUT = -30.0
_OVERSEAS = "97"


class Gazetteer:
    """Territories by name and code. Entries are read once and not kept: a generator saves memory."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._columns = Columns()
        self._numbers = Numbers()
        for entry in entries:
            self._numbers.add(entry, self._columns.add(entry))
        self._numbers.close()
        self._index = Index(self._columns)
        self._departements: dict[str, str] = {}
        for name, code in self._columns.departement_keys():
            self._departements |= {key(words(name)): code, code.lower(): code}

    def __len__(self) -> int:
        return len(self._columns)

    def search(self, question: str, *, limit: int = 10, kinds: Collection[Kind] | None = None) -> list[Hit]:
        """Territories that answer a question, best first, at most one hit a territory.

        Raises QuestionTooLongError beyond LONGEST_QUESTION signs.
        """
        if len(question) > LONGEST_QUESTION:
            message = f"Votre question dépasse {LONGEST_QUESTION} caractères."
            raise QuestionTooLongError(message)
        best: dict[int, Hit] = {}
        for row, hit in (*self._by_code(question), *self._by_name(question)):
            if kinds is not None and hit.kind not in kinds:
                continue
            if row not in best or hit.score > best[row].score:
                best[row] = hit
        return sorted(best.values(), key=lambda hit: (-hit.score, hit.name, hit.ref))[:limit]

    def _by_code(self, question: str) -> Iterator[tuple[int, Hit]]:
        for row, reason, matched in self._numbers.find(question):
            score = _POSTAL_SCORE if reason is Reason.POSTAL_CODE else _CODE_SCORE
            yield row, self._hit(row, reason, matched, score)

    def _by_name(self, question: str) -> list[tuple[int, Hit]]:
        """Names written so; failing that, nearly so; failing that, with one word of the question left out."""
        understood = readings(question, self._departements)
        found = [hit for reading in understood for hit in self._read(reading, written_so)]
        if max((hit.score - self._columns.mass[row] for row, hit in found), default=0) < WRITTEN_RIGHT:
            found += [hit for reading in understood for hit in self._read(reading, nearly_written_so)]
        if not found:
            for reading in shorter(understood):
                found += self._read(reading, written_so, _WORD_LEFT_OUT)
        return found

    def _read(
        self, reading: Reading, look: Callable[..., Iterator[Match]], bonus: float = 0.0
    ) -> Iterator[tuple[int, Hit]]:
        for number, fit, reason in look(self._index, reading.words, self._allowed(reading)):
            row = self._index.owner[number]
            yield (
                row,
                self._hit(row, reason, self._index.text(number), fit + bonus + self._bonus(row, reading)),
            )

    def _allowed(self, reading: Reading) -> Callable[[int], bool]:
        """Which names a reading leaves: those of its level, of its département, of its postal code."""
        level, departement, postal = reading.level, reading.departement, reading.postal
        if postal and not self._numbers.knows_postal(postal):
            departement, postal = postal[: 3 if postal.startswith(_OVERSEAS) else 2], ""
        if not (level or departement or postal):
            return _anything

        def allowed(number: int) -> bool:
            row = self._index.owner[number]
            return (
                (not level or self._columns.kinds[row] == level.kind)
                and (not departement or self._columns.departements[row] == departement)
                and (not postal or self._numbers.has_postal(row, postal))
            )

        return allowed

    def _bonus(self, row: int, reading: Reading) -> float:
        if not reading.level:
            return 0.0
        return _LEVEL_BONUS + _NATURE_BONUS * (self._columns.natures[row] in reading.level.natures)

    def _hit(self, row: int, reason: Reason, matched: str, fit: float) -> Hit:
        columns = self._columns
        departement = columns.departements[row]
        return Hit(
            columns.refs[row],
            columns.kinds[row],
            columns.names[row],
            departement,
            columns.departement_names.get(departement, ""),
            columns.population(row),
            reason,
            matched,
            round(fit + columns.mass[row], 3),
        )


def _anything(number: int) -> bool:
    return number >= 0
