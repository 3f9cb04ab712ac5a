"""Which territory someone means."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.conf import settings

from terreau.territories.codes import CodeError, departement_of, families
from terreau.territories.errors import UnknownTerritoryError
from terreau.territories.gazetteer import Entry, Former, Gazetteer, GazetteerError, Hit
from terreau.territories.models import FormerCode, Kind, Territory
from terreau.territories.queries.edition import PerEdition

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from terreau.territories.gazetteer import Kind as EntryKind

LONGEST_CODE = 20


def territory(said: str) -> Territory:
    """The territory of a reference or a code as people type it; a former code leads to the commune of today.

    Raises UnknownTerritoryError. At most two SQL queries.
    """
    typed = "".join(said.split()).upper()
    if len(typed) > LONGEST_CODE:
        raise UnknownTerritoryError(said=said[:LONGEST_CODE] + "…")
    found = Territory.objects.filter(pk__in=_references(typed)).first()
    if found:
        return found
    former = (
        FormerCode.objects.filter(code=typed).select_related("current").order_by("pk").first()
        if typed
        else None
    )
    if former:
        return former.current
    raise UnknownTerritoryError(said=said)


def _references(typed: str) -> list[str]:
    """References that what was typed can name: itself, or its official form ("1001" is 01001)."""
    fits = families(typed)
    return list({typed, *(fits[family] for family in ("commune", "departement", "siren") if family in fits)})


def home() -> Territory | None:
    """The territory this instance is for; None while none is chosen or the national base is not imported."""
    ref = settings.TERRITORY
    return Territory.objects.filter(pk=ref).first() if ref else None


def label(one: Territory) -> str:
    """A name that tells homonyms apart: "Saint-Denis (93)"; no query."""
    if one.kind == Kind.COMMUNE:
        try:
            return f"{one.name} ({departement_of(one.code)})"
        except CodeError:
            return one.name
    return one.name


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
    known = Territory.objects.filter(dissolved_on=None).order_by("pk").values_list(*columns)
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
