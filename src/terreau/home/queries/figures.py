"""What the national base says of the home territory, each figure with its pedigree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from terreau.territories.models import Kind
from terreau.territories.queries import communes_of, vintages
from terreau.territories.queries.editions import PerEdition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from terreau.territories.models import Territory


@dataclass(frozen=True)
class Figure:
    """A number, what it counts, and where it comes from."""

    value: int
    counts: str
    source: str


def figures_of(territory: Territory) -> list[Figure]:
    """Population and communes: two small queries."""
    return list(_figures(territory))


def _figures(territory: Territory) -> Iterator[Figure]:
    if territory.population:
        yield Figure(
            territory.population,
            ngettext("habitant", "habitants", territory.population),
            _("Population municipale %(year)s, Insee") % {"year": territory.population_year},
        )
    if territory.kind != Kind.COMMUNE:
        communes = communes_of(territory).count()
        yield Figure(communes, ngettext("commune", "communes", communes), _perimeter(territory))


def _perimeter(territory: Territory) -> str:
    """Where the list of communes comes from, and the year it speaks of."""
    known = _years.get()
    if territory.kind == Kind.EPCI:
        return _("Périmètre au 1ᵉʳ janvier %(year)s, DGCL") % {"year": known.perimeters or ""}
    return _("Code officiel géographique %(year)s, Insee") % {"year": known.base or ""}


_years = PerEdition(vintages)
