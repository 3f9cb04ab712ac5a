"""Which territory someone means."""

from __future__ import annotations

from collections import defaultdict
from copy import copy
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q

from terreau.territories.codes import compact, families
from terreau.territories.errors import UnknownTerritoryError
from terreau.territories.gazetteer import Entry, Former, Gazetteer, GazetteerError, Hit
from terreau.territories.models import FormerCode, Kind, Territory
from terreau.territories.queries.editions import PerEdition

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from terreau.territories.gazetteer import Kind as EntryKind

LONGEST_CODE = 20


def territory(said: str) -> Territory:
    """The territory of a reference or a code as people type it; a former code leads to the commune of today.

    A collectivité d'outre-mer stands for its own région: R975 is 975. Raises UnknownTerritoryError. One small
    query for a territory asked for lately, four at most.
    """
    return copy(_territories.get()(_plain(said)))  # a copy: what one page changes, no other sees


def _look_up(typed: str) -> Territory:
    found = Territory.objects.filter(pk=typed).first() or _of_code(typed)
    if found is not None and found.dissolved_on is not None:
        found = _of_former_code(typed) or found
    if found is None:
        raise UnknownTerritoryError(said=typed)
    if found.kind == Kind.REGION and found.nature == "com":
        return Territory.objects.get(kind=Kind.DEPARTEMENT, code=found.code)
    return found


def _memory() -> Callable[[str], Territory]:
    return lru_cache(maxsize=256)(_look_up)


_territories = PerEdition(_memory)


def _plain(said: str) -> str:
    """What was typed without blanks; raises UnknownTerritoryError, cut short, for what no code can be."""
    typed = compact(said)
    if len(typed) > LONGEST_CODE or not typed.isascii() or not typed.isalnum():
        shown = "".join(sign for sign in said[:LONGEST_CODE] if sign.isprintable())
        raise UnknownTerritoryError(said=shown + ("…" if len(said) > LONGEST_CODE else ""))
    return typed


def _of_code(typed: str) -> Territory | None:
    """By the official form of what was typed ("1" is the Ain, 01), then by a code of the past."""
    fits = families(typed)
    forms = {fits[family] for family in ("commune", "departement", "siren") if family in fits} - {typed}
    found = Territory.objects.filter(pk__in=forms).order_by("pk").first() if forms else None
    return found or _of_former_code(typed)


def _of_former_code(typed: str) -> Territory | None:
    former = FormerCode.objects.filter(code=typed).select_related("current").order_by("pk").first()
    return former.current if former else None


def home() -> Territory | None:
    """The territory this instance is for; None while none is chosen or the national base is not imported."""
    ref = settings.TERRITORY
    return Territory.objects.filter(pk=ref).first() if ref else None


def search_territories(words: str, limit: int = 10, kinds: Collection[EntryKind] | None = None) -> list[Hit]:
    """Territories found as people name them, best first; nothing for a question that is no name at all."""
    try:
        return _gazetteer.get().search(words, limit=limit, kinds=kinds)
    except GazetteerError:
        return []


def _build() -> Gazetteer:
    former: dict[str, list[Former]] = defaultdict(list)
    for ref, code, name in FormerCode.objects.order_by("pk").values_list("current_id", "code", "name"):
        former[ref].append(Former(code, name))
    names = dict(Territory.objects.filter(kind=Kind.DEPARTEMENT).values_list("code", "name"))
    return Gazetteer(_entries(former, names))


def _entries(former: dict[str, list[Former]], departements: dict[str, str]) -> Iterator[Entry]:
    columns = ("ref", "kind", "name", "nature", "departement_code", "population", "postal_codes", "siren")
    # A collectivité d'outre-mer is its own région: found once, not twice.
    twice = Q(kind=Kind.REGION, nature="com")
    known = Territory.objects.filter(dissolved_on=None).exclude(twice).order_by("pk").values_list(*columns)
    for ref, kind, name, nature, departement, population, postal, siren in known.iterator():
        yield Entry(
            ref=ref,
            kind=kind,
            name=name,
            nature=nature,
            departement_code=departement,
            departement_name=departements.get(departement, ""),
            population=population,
            postal_codes=tuple(postal.split()),
            siren=siren,
            former=tuple(former.get(ref, ())),
        )


_gazetteer = PerEdition(_build)
