"""Which territory someone means by what they wrote in a form, or those between which to choose."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from terreau.territories.gazetteer import Reason
from terreau.territories.queries.finding import home, search_territories, territory
from terreau.territories.queries.inside import within
from terreau.territories.queries.naming import LEVELS, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.territories.gazetteer import Hit
    from terreau.territories.models import Territory

#: Choices shown at most: a postal code of the countryside serves about ten communes.
_OFFERED = 12
_BY_CODE = {Reason.CODE, Reason.POSTAL_CODE}
#: What we write after the name of a département or a région, and the gazetteer needs not read.
_LEVEL = re.compile(rf"\((?:{'|'.join(LEVELS)})\)\s*$", re.IGNORECASE)
_POSTAL = re.compile(r"\b\d{5}\b", re.ASCII)


@dataclass(frozen=True)
class Meant:
    """The territory meant, or how to write those that may be; `exact`: all of these bear the name."""

    territory: Territory | None
    choices: Sequence[str] = ()
    exact: bool = False


def meant_by(said: str) -> Meant:
    """The one territory that bears this name, postal code or official code.

    Among several, the one of the home territory is meant; never one at random: 38400 is the postal code of
    one commune and the official code of another. A handful of queries.
    """
    said = unicodedata.normalize("NFKC", said)
    hits = search_territories(_LEVEL.sub("", said), _OFFERED)
    exact = _exact(hits, said)
    if len(exact) > 1:
        exact = _at_home(exact) or exact
    if len(exact) == 1:
        return Meant(territory(exact[0].ref))
    return Meant(None, [_way(hit) for hit in exact or hits[: _OFFERED // 2]], exact=bool(exact))


def _exact(hits: Sequence[Hit], said: str) -> list[Hit]:
    """Those whose name or code is what was written, and not merely close to it."""
    if coded := [hit for hit in hits if hit.reason in _BY_CODE]:
        # A code that has gone gives way: 75001 is Paris for everyone, and was Alfortville's until 1968.
        return [hit for hit in coded if hit.reason is Reason.POSTAL_CODE or hit.ref == hit.matched] or coded
    name = _folded(said)
    as_we_write = [hit for hit in hits if _folded(_way(hit)) == name]
    if len(as_we_write) == 1:
        return as_we_write
    without_postal = _folded(_POSTAL.sub("", said))
    sure = [hit for hit in hits if hit.reason is not Reason.NEAR_SPELLING]
    of_today = [hit for hit in sure if _ways(hit.name, hit) & {name, without_postal}]
    of_the_past = [hit for hit in sure if _ways(hit.matched, hit) & {name, without_postal}]
    return of_today or of_the_past or (sure if len(sure) == 1 else [])


def _ways(name: str, hit: Hit) -> set[str]:
    """How people write a name with its département."""
    code, departement = hit.departement_code, hit.departement_name
    ends = ("", code, departement, departement + code, code + departement)
    return {_folded(name + end) for end in ends} | {_folded(code + name)}


def _way(hit: Hit) -> str:
    """How we write it: understood again without doubt."""
    return written(hit.name, hit.kind, hit.departement_code)


def _at_home(hits: Sequence[Hit]) -> list[Hit]:
    here = home()
    if here is None:
        return []
    inside = set(within(here).filter(pk__in=[hit.ref for hit in hits]).values_list("pk", flat=True))
    return [hit for hit in hits if hit.ref in inside]


def _folded(name: str) -> str:
    bare = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in bare if sign.isalnum())
