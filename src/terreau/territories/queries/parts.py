"""What a territory is made of, part of, beside of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Q

from terreau.territories.models import Border, Kind, Membership, Territory, TownHall
from terreau.territories.queries.inside import refs_within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

#: References taken for near; a département has some five hundred communes.
MOST_NEAR = 1_000

#: A collectivité d'outre-mer is numbered as a région too, which is itself.
_OWN_REGION = Q(kind=Kind.REGION, nature="com")


def _current(**filters: object) -> QuerySet[Membership]:
    return Membership.objects.filter(until=None, **filters)


def members_of(one: Territory) -> QuerySet[Territory]:
    """What a territory is made of today, most people first.

    Communes of an EPCI, départements of a région, EPCI of a département: those that have most of their people
    there. A collectivité d'outre-mer, which has no EPCI, is made of its communes.
    """
    if one.kind == Kind.DEPARTEMENT and one.nature != "com":
        members = Territory.objects.filter(kind=Kind.EPCI, departement_code=one.code, dissolved_on=None)
    else:
        members = Territory.objects.filter(pk__in=_current(whole=one).values("member_id"))
    return members.order_by(F("population").desc(nulls_last=True), "name", "pk")


def regions() -> QuerySet[Territory]:
    """Régions, and collectivités d'outre-mer which stand beside them, by name."""
    beside = Q(kind=Kind.REGION) | Q(kind=Kind.DEPARTEMENT, nature="com")
    return Territory.objects.filter(beside).exclude(_OWN_REGION).order_by("sort_name", "pk")


def communes_of(one: Territory) -> QuerySet[Territory]:
    """Every commune inside, by name; the commune itself for a commune."""
    if one.kind == Kind.COMMUNE:
        return Territory.objects.filter(pk=one.pk).order_by("pk")
    wholes = _current(whole=one).values("member_id") if one.kind == Kind.REGION else [one.pk]
    inside = _current(whole_id__in=wholes).values("member_id")
    return Territory.objects.filter(pk__in=inside, kind=Kind.COMMUNE).order_by("sort_name", "pk")


def wholes_of(one: Territory) -> list[Territory]:
    """What a territory is part of today, smallest first: three queries at most."""
    around = Territory.objects.exclude(_OWN_REGION)
    direct = list(around.filter(pk__in=_current(member=one).values("whole_id")))
    if one.kind == Kind.EPCI and one.departement_code:
        direct += Territory.objects.filter(kind=Kind.DEPARTEMENT, code=one.departement_code)
    upper = around.filter(pk__in=_current(member__in=direct).values("whole_id"))
    order = list(Kind)
    known = {each.pk: each for each in (*direct, *upper)}
    return sorted(known.values(), key=lambda each: order.index(Kind(each.kind)))


def past_memberships_of(one: Territory) -> QuerySet[Membership]:
    """Memberships that ended, latest first."""
    past = Membership.objects.filter(member=one, until__isnull=False)
    return past.select_related("whole").order_by("-until", "whole__name")


def membership_since(one: Territory) -> Membership | None:
    """Since when a commune is in its intercommunality, where the sources know it."""
    current = _current(member=one, whole__kind=Kind.EPCI, since__isnull=False)
    return current.select_related("whole").first()


def neighbours_of(one: Territory) -> QuerySet[Territory]:
    """Territories of the same kind that touch this one, by name."""
    after = Border.objects.filter(first=one).values("second_id")
    before = Border.objects.filter(second=one).values("first_id")
    return Territory.objects.filter(Q(pk__in=after) | Q(pk__in=before)).order_by("sort_name", "pk")


def refs_near(refs: Sequence[str]) -> set[str]:
    """References of what stands near these territories, and not of these themselves. Three SQL queries.

    Near are those that touch them, the communes of the same intercommunality, what they are made of, and the
    intercommunality they are in: nothing larger, or everything would be near.
    """
    of = Membership.objects.filter(until=None)
    wholes = set(of.filter(member__in=refs, whole__kind=Kind.EPCI).values_list("whole_id", flat=True))
    inside = set(of.filter(whole__in=[*refs, *wholes]).values_list("member_id", flat=True)[:MOST_NEAR])
    touching = Border.objects.filter(Q(first__in=refs) | Q(second__in=refs)).values_list(
        "first_id", "second_id"
    )
    beside = {ref for pair in touching[:MOST_NEAR] for ref in pair}
    return (wholes | inside | beside) - set(refs)


def town_halls_of(one: Territory, limit: int = 60) -> list[TownHall]:
    """Town halls of a territory, by name; past `limit`, those of its most populated communes. One query."""
    halls = TownHall.objects.filter(commune_id__in=refs_within(one)).select_related("commune")
    found = halls.order_by("-commune__population", "commune__sort_name", "pk")[:limit]
    return sorted(found, key=lambda hall: (hall.commune.sort_name, hall.commune.name, hall.pk))
