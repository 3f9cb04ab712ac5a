"""What commons look for and offer, all over the instance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator

from terreau.commons.errors import WishGoneError
from terreau.commons.models import Commons, Means, Side, Wish, slug_of
from terreau.commons.queries.matching import ON_A_PAGE, matches_of, open_wishes
from terreau.participation.kinds import refuse_hidden
from terreau.territories.queries import refs_within

if TYPE_CHECKING:
    from terreau.commons.queries.matching import Match
    from terreau.territories.models import Territory

PAGE_SIZE = 30
#: How each side is called in addresses.
SIDES = {"cherche": Side.SOUGHT, "propose": Side.OFFERED}


@dataclass(frozen=True)
class Wanted:
    """Which wishes are asked for."""

    side: Side | None = None
    means: Means | None = None
    territory: Territory | None = None

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return bool(self.side or self.means or self.territory)

    def as_query(self) -> dict[str, str]:
        """The same, as it stands in an address."""
        side = next((word for word, side in SIDES.items() if side == self.side), "")
        said = {
            "sens": side,
            "quoi": slug_of(self.means) if self.means else "",
            "territoire": self.territory.ref if self.territory else "",
        }
        return {key: value for key, value in said.items() if value}


def page_of(wanted: Wanted, number: int | str) -> Page[Wish]:
    """One page of wishes, the latest first: two SQL queries."""
    found = open_wishes().order_by("-said_at", "-pk")
    if wanted.side:
        found = found.filter(side=wanted.side)
    if wanted.means:
        found = found.filter(means=wanted.means)
    if wanted.territory:
        links = Commons.territories.through.objects.filter(territory_id__in=refs_within(wanted.territory))
        found = found.filter(commons__in=links.values("commons_id"))
    return Paginator(found, PAGE_SIZE).get_page(number)


def wish(pk: int) -> Wish:
    """One wish that stands, with its commons; raises WishGoneError, HiddenThingError."""
    found = Wish.objects.select_related("commons").filter(pk=pk, ended_at=None).first()
    if found is None:
        raise WishGoneError
    refuse_hidden("commons.commons", found.commons_id)
    return found


def answers_to(one: Wish) -> list[Match]:
    """What may answer it, the nearest first."""
    return matches_of(one.commons, [one], ON_A_PAGE)
