"""Ways of reading a question: a name alone, a name and its level, a name and where it is."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from terreau.territories.gazetteer.levels import Level, levels_in
from terreau.territories.gazetteer.spelling import core, words

_POSTAL = re.compile(r"\d{5}")
_LONGEST_PLACE = 4
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a question."""

    words: tuple[str, ...]
    level: Level | None = None
    departement: str = ""
    postal: str = ""


def readings(question: str, departements: Mapping[str, str]) -> list[Reading]:
    """Every way to read a question. `departements` gives the code for a name's key and for a code itself."""
    spelt = core(words(question))
    if "cedex" in spelt:
        spelt = spelt[: spelt.index("cedex")]
    found: dict[Reading, None] = {}
    for reading in _with_postal(tuple(spelt)):
        for placed in _with_place(reading, departements):
            for levelled in _with_level(placed):
                if levelled.words:
                    found[levelled] = None
    return list(found)


def _with_postal(spelt: tuple[str, ...]) -> Iterator[Reading]:
    for position in {0, len(spelt) - 1}:
        if len(spelt) > 1 and _POSTAL.fullmatch(spelt[position]):
            yield Reading(spelt[:position] + spelt[position + 1 :], postal=spelt[position])
            return
    yield Reading(spelt)


def _with_place(reading: Reading, departements: Mapping[str, str]) -> Iterator[Reading]:
    yield reading
    for size in range(1, min(_LONGEST_PLACE, len(reading.words) - 1) + 1):
        code = departements.get("".join(reading.words[-size:]))
        if code:
            yield replace(reading, words=reading.words[:-size], departement=code)


def _with_level(reading: Reading) -> Iterator[Reading]:
    yield reading
    for level, rest in levels_in(list(reading.words)):
        yield replace(reading, words=tuple(rest), level=level)


def shorter(understood: list[Reading]) -> Iterator[Reading]:
    """The same readings with one word left out, for a word that nobody else uses: "grand lyon"."""
    for reading in understood:
        if 1 < len(reading.words) <= _MOST_WORDS:
            for left_out in range(len(reading.words)):
                yield replace(reading, words=reading.words[:left_out] + reading.words[left_out + 1 :])
