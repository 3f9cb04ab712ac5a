"""What a territory is made of, part of, beside of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Q

from terreau.territories.models import Border, Kind, Membership, Territory, TownHall

if TYPE_CHECKING:
    from django.db.models import QuerySet


def _current(**filters: object) -> QuerySet[Membership]:
    return Membership.objects.filter(until=None, **filters)


def members_of(one: Territory) -> QuerySet[Territory]:
    """What a territory is made of today, most people first: communes of an EPCI, EPCI of a département (those
    that have most of their people there), départements of a région."""
    if one.kind == Kind.DEPARTEMENT:
        members = Territory.objects.filter(kind=Kind.EPCI, departement_code=one.code, dissolved_on=None)
    else:
        members = Territory.objects.filter(pk__in=_current(whole=one).values("member_id"))
    return members.order_by(F("population").desc(nulls_last=True), "name")


def communes_of(one: Territory) -> QuerySet[Territory]:
    """Every commune inside, by name; the commune itself for a commune."""
    if one.kind == Kind.COMMUNE:
        return Territory.objects.filter(pk=one.pk).order_by("name")
    wholes = _current(whole=one).values("member_id") if one.kind == Kind.REGION else [one.pk]
    inside = _current(whole_id__in=wholes).values("member_id")
    return Territory.objects.filter(pk__in=inside, kind=Kind.COMMUNE).order_by("name", "pk")


def wholes_of(one: Territory) -> list[Territory]:
    """What a territory is part of today, smallest first: two queries at most."""
    direct = list(Territory.objects.filter(pk__in=_current(member=one).values("whole_id")))
    if one.kind == Kind.EPCI and one.departement_code:
        direct += Territory.objects.filter(kind=Kind.DEPARTEMENT, code=one.departement_code)
    upper = Territory.objects.filter(pk__in=_current(member__in=direct).values("whole_id"))
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
    return Territory.objects.filter(Q(pk__in=after) | Q(pk__in=before)).order_by("name", "pk")


def town_halls_of(one: Territory, limit: int = 60) -> list[TownHall]:
    """Town halls of a commune, or of the communes of an EPCI; none for larger territories. One query."""
    if one.kind == Kind.COMMUNE:
        halls = TownHall.objects.filter(commune=one)
    elif one.kind == Kind.EPCI:
        halls = TownHall.objects.filter(commune_id__in=_current(whole=one).values("member_id"))
    else:
        return []
    return list(halls.select_related("commune").order_by("commune__name", "pk")[:limit])


def within(one: Territory) -> QuerySet[Territory]:
    """A territory and all that it is made of, for filters (unordered: use in `__in`)."""
    inside = Q(pk=one.pk)
    if one.kind == Kind.EPCI:
        inside |= Q(pk__in=_current(whole=one).values("member_id"))
    elif one.kind == Kind.DEPARTEMENT:
        inside |= Q(pk__in=_current(whole=one).values("member_id"))
        inside |= Q(kind=Kind.EPCI, departement_code=one.code)
    elif one.kind == Kind.REGION:
        departements = _current(whole=one).values("member_id")
        inside |= Q(pk__in=departements)
        inside |= Q(pk__in=_current(whole_id__in=departements).values("member_id"))
        inside |= Q(kind=Kind.EPCI, departement_code__in=departements)
    return Territory.objects.filter(inside)
