"""Territories in words: what they are, and how to write them so that nobody takes one for another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from terreau.foundation.templatetags.terreau import day, spaced
from terreau.territories.codes import OVERSEAS_COLLECTIVITIES, departement_of
from terreau.territories.models import Kind

if TYPE_CHECKING:
    from terreau.territories.models import Territory
    from terreau.territories.queries.portrait import Portrait

#: Words of French law, said as they are in every language; what stands after a name that communes may bear.
DEPARTEMENT, REGION, COLLECTIVITY = LEVELS = ("département", "région", "collectivité")


def label(one: Territory) -> str:
    """A name that tells homonyms apart and that `TerritoryField` understands: "Saint-Denis (93)"; no SQL."""
    if one.kind == Kind.DEPARTEMENT:
        return written(one.name, one.kind, one.code)
    departement = one.departement_code or (departement_of(one.code) if one.kind == Kind.COMMUNE else "")
    return written(one.name, one.kind, departement or "")


def written(name: str, kind: str, departement_code: str) -> str:
    """The same from the parts of a territory. Commas go: they stand between territories in a list."""
    told = departement_code
    if kind == Kind.REGION:
        told = REGION
    elif kind == Kind.DEPARTEMENT:
        told = COLLECTIVITY if departement_code in OVERSEAS_COLLECTIVITIES else DEPARTEMENT
    plain = name.replace(",", "")
    return f"{plain} ({told})" if told else plain


def nature_of(one: Territory) -> str:
    """What a territory is, in the words people use, in small letters."""
    natures = {
        "CC": _("communauté de communes"),
        "CA": _("communauté d’agglomération"),
        "CU": _("communauté urbaine"),
        "METRO": _("métropole"),
        "MET69": _("métropole à statut particulier"),
        "com": _("collectivité d’outre-mer") if one.kind == Kind.DEPARTEMENT else "",
    }
    return natures.get(one.nature) or Kind(one.kind).label.lower()


def lead_of(one: Territory, portrait: Portrait) -> str:
    """The opening sentence: "Métropole de 49 communes, 450 608 habitants · Isère, Auvergne-Rhône-Alpes."."""
    nature = capfirst(nature_of(one))
    if one.dissolved_on:
        return _("%(nature)s qui n’existe plus depuis le %(day)s.") % {
            "nature": nature,
            "day": day(one.dissolved_on),
        }
    parts = [_made_of(nature, portrait.communes_total)]
    if one.population is not None:
        people = ngettext("%(number)s habitant", "%(number)s habitants", one.population)
        parts.append(people % {"number": spaced(one.population)})
    places = ", ".join(dict.fromkeys(whole.name for whole in portrait.wholes if whole.name != one.name))
    return ", ".join(parts) + (f" · {places}." if places else ".")


def _made_of(nature: str, communes: int) -> str:
    if not communes:
        return nature
    words = ngettext("%(nature)s d’une commune", "%(nature)s de %(communes)s communes", communes)
    return words % {"nature": nature, "communes": spaced(communes)}
