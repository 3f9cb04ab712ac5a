"""Words which say the level of a territory: "cc du…", "métropole de…", "département de…"."""

from collections.abc import Iterator
from typing import NamedTuple

from terreau.territories.gazetteer.entries import Kind


class Level(NamedTuple):
    """A level asked for; `natures` are the kinds of EPCI that the word names, best first."""

    kind: Kind
    natures: tuple[str, ...] = ()


_CC = Level("epci", ("CC",))
_CA = Level("epci", ("CA",))
_CU = Level("epci", ("CU",))
_METRO = Level("epci", ("METRO", "MET69"))
_ANY = Level("epci")
_COMMUNE = Level("commune")
_DEPARTEMENT = Level("departement")
_REGION = Level("region")

LEVELS: dict[tuple[str, ...], Level] = {
    ("communaute", "communes"): _CC,
    ("com", "com"): _CC,
    ("comcom",): _CC,
    ("cc",): _CC,
    ("communaute", "agglomeration"): _CA,
    ("communaute", "agglo"): _CA,
    ("agglomeration",): _CA,
    ("agglo",): _CA,
    ("ca",): _CA,
    ("communaute", "urbaine"): _CU,
    ("cu",): _CU,
    ("metropole",): _METRO,
    ("metro",): _METRO,
    ("communaute",): _ANY,
    ("intercommunalite",): _ANY,
    ("interco",): _ANY,
    ("epci",): _ANY,
    ("commune",): _COMMUNE,
    ("ville",): _COMMUNE,
    ("mairie",): _COMMUNE,
    ("conseil", "departemental"): _DEPARTEMENT,
    ("departement",): _DEPARTEMENT,
    ("dept",): _DEPARTEMENT,
    ("conseil", "regional"): _REGION,
    ("region",): _REGION,
}
"""Keyed by words without little ones, so that "communauté de communes" is ("communaute", "communes")."""

_LONGEST = 2


def levels_in(spelt: list[str]) -> Iterator[tuple[Level, list[str]]]:
    """Levels said at either end of a question, with the words that remain; longest wording first."""
    for size in range(_LONGEST, 0, -1):
        if len(spelt) <= size:
            continue
        for said, rest in ((spelt[:size], spelt[size:]), (spelt[-size:], spelt[:-size])):
            level = LEVELS.get(tuple(said))
            if level:
                yield level, rest
                return


def strip_level(spelt: list[str]) -> list[str]:
    """The words of an EPCI's name without those of its level; all of them when nothing would remain."""
    rest = spelt
    for level, shorter in levels_in(rest):
        if level.kind == "epci":
            rest = shorter
    for level, shorter in levels_in(rest):
        if level.kind == "epci":
            rest = shorter
    return rest
