"""All that the page of a territory says, gathered in a bounded number of queries (twelve at most)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from terreau.territories.models import Kind, Territory
from terreau.territories.queries import hours, parts
from terreau.territories.queries.drawing import drawing_of
from terreau.territories.queries.editions import PerEdition
from terreau.territories.queries.sources import vintages

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

    from terreau.territories.models import Membership, TownHall
    from terreau.territories.queries.drawing import Drawing
    from terreau.territories.queries.sources import Vintages

#: Members and neighbours named on the page itself; five EPCI have more communes, which have a page of theirs.
LISTED = 100
#: Of them, how many stand in the table beside the map; the others are folded below.
_FIRST = 12


class Place(NamedTuple):
    """A territory as a list names it."""

    ref: str
    name: str
    population: int | None


def places(found: QuerySet[Territory]) -> QuerySet[Territory, Any]:
    """Only what a list shows, as rows of three: a fifth of the cost of whole territories."""
    return found.values_list("ref", "name", "population")


@dataclass(frozen=True, slots=True)
class OpenHall:
    """A town hall with its hours in words."""

    hall: TownHall

    @property
    def hours(self) -> list[str]:
        return hours.in_words(self.hall.hours)


@dataclass(frozen=True, slots=True)
class Portrait:
    """What surrounds a territory, as the national base says it: the same in every language."""

    wholes: tuple[Territory, ...]
    members: tuple[Place, ...]
    members_total: int
    communes_total: int
    neighbours: tuple[Place, ...]
    halls: tuple[OpenHall, ...]
    past: tuple[Membership, ...]
    since: Membership | None
    former_names: tuple[str, ...]
    drawing: Drawing | None
    vintages: Vintages

    @property
    def first(self) -> tuple[Place, ...]:
        """The most peopled members; all of them when only a few would be left."""
        return self.members if len(self.members) <= _FIRST + 3 else self.members[:_FIRST]

    @property
    def rest(self) -> tuple[Place, ...]:
        return self.members[len(self.first) :]

    @property
    def more_communes(self) -> bool:
        """Whether there are communes that the page does not name."""
        return self.communes_total > (len(self.members) if self.made_of_communes else 0)

    @property
    def made_of_communes(self) -> bool:
        return self.members_total == self.communes_total

    @property
    def names_of_wholes(self) -> tuple[Territory, ...]:
        """Smallest first, each name once: overseas, a département and its région often share theirs."""
        return tuple({whole.name: whole for whole in self.wholes}.values())


def portrait_of(one: Territory) -> Portrait:
    """What the base says around a territory.

    Kept by the process for the territories asked for lately, as it only changes with the edition: one query
    then, twelve at the first time.
    """
    return _portraits.get()(one)


def _memory() -> Callable[[Territory], Portrait]:
    return lru_cache(maxsize=64)(_described)


_portraits = PerEdition(_memory)


def _described(one: Territory) -> Portrait:
    commune = one.kind == Kind.COMMUNE
    members = () if commune else _places(parts.members_of(one))
    total = len(members) if len(members) < LISTED else parts.members_of(one).count()
    return Portrait(
        wholes=tuple(parts.wholes_of(one)),
        members=members,
        members_total=total,
        communes_total=0 if commune else total if one.kind == Kind.EPCI else parts.communes_of(one).count(),
        neighbours=_places(parts.neighbours_of(one)),
        halls=tuple(OpenHall(hall) for hall in parts.town_halls_of(one)) if commune else (),
        past=tuple(parts.past_memberships_of(one)[:LISTED]),
        since=parts.membership_since(one) if commune else None,
        former_names=_former_names(one) if commune else (),
        drawing=drawing_of(one),
        vintages=vintages(),
    )


def _places(found: QuerySet[Territory]) -> tuple[Place, ...]:
    return tuple(Place(*row) for row in places(found)[:LISTED])


def _former_names(one: Territory) -> tuple[str, ...]:
    """Names of communes that are part of this one today, without its own."""
    named = one.former_codes.exclude(name="").exclude(name=one.name).exclude(kind="usage")
    return tuple(dict.fromkeys(named.order_by("name").values_list("name", flat=True)[:LISTED]))


def density_of(one: Territory, portrait: Portrait) -> float | None:
    """People a square kilometre, on the area of the simplified outline."""
    if portrait.drawing is None or not portrait.drawing.area_km2 or one.population is None:
        return None
    return one.population / portrait.drawing.area_km2
