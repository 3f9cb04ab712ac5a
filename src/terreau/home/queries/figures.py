"""What the national base says of the home territory, each figure with its pedigree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from terreau.territories.models import Kind, Territory

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Figure:
    """A number, what it counts, and where it comes from."""

    value: int
    counts: str
    source: str


def home() -> Territory | None:
    """The territory this instance is for, or None when none is chosen or the base is not imported yet."""
    return Territory.objects.filter(pk=settings.TERRITORY).first() if settings.TERRITORY else None


def home_figures() -> list[Figure]:
    """Population, communes, neighbours: two queries."""
    territory = home()
    return list(_figures(territory)) if territory else []


def _figures(territory: Territory) -> Iterator[Figure]:
    if territory.population:
        yield Figure(
            territory.population,
            ngettext("habitant", "habitants", territory.population),
            _("Population municipale %(year)s, Insee") % {"year": territory.population_year},
        )
    communes = territory.made_of.filter(until__isnull=True, member__kind=Kind.COMMUNE).count()
    if communes:
        yield Figure(
            communes, ngettext("commune", "communes", communes), _("Code officiel géographique, Insee")
        )
