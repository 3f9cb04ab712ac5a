"""The territory that a person means in a terminal: a code, or a name when only one bears it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from terreau.foundation.errors import TerreauError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.territories.gazetteer import Hit
    from terreau.territories.models import Territory

SHOWN = 8
LONGEST = 80  # of what was typed, in an error


class NoSuchTerritoryError(TerreauError):
    code = "no-such-territory"
    message = "« {words} » n’est ni le code ni le nom d’un territoire."
    remedy = "{near}Donnez un code INSEE (38185), un SIREN (200040715) ou un nom."


class SeveralTerritoriesError(TerreauError):
    code = "several-territories"
    message = "Plusieurs territoires s’appellent « {words} »."
    remedy = "Donnez le code de celui que vous voulez : {near}."


def territory_meant(words: str) -> Territory:
    """The one territory of this code or name; NoSuchTerritoryError, SeveralTerritoriesError name others."""
    from terreau.territories import queries

    words = words.strip()
    if words.replace(" ", "").isalnum() and any(letter.isdigit() for letter in words):
        try:
            return queries.territory(words)
        except TerreauError:
            pass  # a postal code, or a name with a figure in it: the gazetteer knows
    hits = list(queries.search_territories(words, SHOWN))
    same = [hit for hit in hits if _folded(hit.name) == _folded(words)] or _sure(hits)
    if len(same) == 1:
        return queries.territory(same[0].ref)
    if same:
        raise SeveralTerritoriesError(words=words, near=_listed(same))
    near = f"Tout près : {_listed(hits)}. " if hits else ""
    raise NoSuchTerritoryError(words=words[:LONGEST], near=near)


def _sure(hits: Sequence[Hit]) -> list[Hit]:
    """The first answer alone when it was found by its name or code, and not by resemblance."""
    return [hit for hit in hits[:1] if hit.reason != "near-spelling" and len(hits) == 1]


def _listed(hits: Sequence[Hit]) -> str:
    return ", ".join(f"{hit.label} : {hit.ref}" for hit in hits)


def _folded(name: str) -> str:
    bare = unicodedata.normalize("NFKD", name.casefold())
    return "".join(
        letter if letter.isalnum() else " " for letter in bare if not unicodedata.combining(letter)
    )
