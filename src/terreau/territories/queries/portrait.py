"""All that the page of a territory says, gathered in a bounded number of queries (twelve at most)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from terreau.territories import shapes
from terreau.territories.models import Kind, Shape, Territory
from terreau.territories.queries import hours, parts
from terreau.territories.queries.drawing import Drawing, drawing_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.territories.models import Membership, TownHall

#: Members and neighbours listed on the page itself, which keeps it under 600 elements.
LISTED = 60


@dataclass(frozen=True)
class OpenHall:
    """A town hall with its hours in words."""

    hall: TownHall
    hours: Sequence[str]


@dataclass(frozen=True)
class Portrait:
    """One territory with what surrounds it, ready for a template."""

    territory: Territory
    nature: str
    wholes: Sequence[Territory]
    members: Sequence[Territory]
    members_total: int
    communes_total: int
    neighbours: Sequence[Territory]
    halls: Sequence[OpenHall]
    past: Sequence[Membership]
    since: Membership | None
    drawing: Drawing | None
    area_km2: float | None
    former_names: Sequence[str] = field(default_factory=tuple)

    @property
    def density(self) -> float | None:
        """People a square kilometre, on the area of the simplified outline."""
        if not self.area_km2 or self.territory.population is None:
            return None
        return self.territory.population / self.area_km2

    @property
    def is_commune(self) -> bool:
        return self.territory.kind == Kind.COMMUNE


def portrait_of(one: Territory) -> Portrait:
    """Everything its page says about a territory."""
    commune = one.kind == Kind.COMMUNE
    members = [] if commune else list(parts.members_of(one)[:LISTED])
    total = len(members) if len(members) < LISTED else parts.members_of(one).count()
    communes = 0 if commune else total if one.kind == Kind.EPCI else parts.communes_of(one).count()
    shape = Shape.objects.filter(pk=one.pk).only("path").first()
    return Portrait(
        territory=one,
        nature=nature_of(one),
        wholes=parts.wholes_of(one),
        members=members,
        members_total=total,
        communes_total=communes,
        neighbours=list(parts.neighbours_of(one)[:LISTED]),
        halls=[OpenHall(hall, hours.in_words(hall.hours)) for hall in parts.town_halls_of(one)]
        if commune
        else [],
        past=list(parts.past_memberships_of(one)[:LISTED]),
        since=parts.membership_since(one) if commune else None,
        drawing=drawing_of(one),
        area_km2=shapes.area_km2(shape.path) if shape else None,
        former_names=_former_names(one) if commune else (),
    )


def nature_of(one: Territory) -> str:
    """What a territory is, in the words people use."""
    if one.kind != Kind.EPCI:
        return Kind(one.kind).label.lower()
    natures = {
        "CC": _("communauté de communes"),
        "CA": _("communauté d’agglomération"),
        "CU": _("communauté urbaine"),
        "METRO": _("métropole"),
        "MET69": _("métropole à statut particulier"),
    }
    return natures.get(one.nature, _("intercommunalité"))


def _former_names(one: Territory) -> list[str]:
    """Names of communes that are part of this one today, without its own."""
    named = one.former_codes.exclude(name="").exclude(name=one.name).exclude(kind="usage")
    return list(dict.fromkeys(named.order_by("name").values_list("name", flat=True)[:LISTED]))
