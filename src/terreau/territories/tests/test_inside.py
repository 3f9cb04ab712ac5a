from __future__ import annotations

import datetime as dt

import pytest

from terreau.territories import queries
from terreau.territories.models import FormerCode, Kind, Membership, Territory

pytestmark = pytest.mark.django_db


def a_territory(ref: str, kind: Kind, **more: object) -> Territory:
    return Territory.objects.create(ref=ref, code=ref, kind=kind, name=ref, **more)


def test_a_commune_that_has_gone_is_inside_the_one_it_was_merged_into() -> None:
    region, county = a_territory("R84", Kind.REGION), a_territory("38", Kind.DEPARTEMENT)
    epci, today = (
        a_territory("200000001", Kind.EPCI, departement_code="38"),
        a_territory("38001", Kind.COMMUNE),
    )
    gone = a_territory("38002", Kind.COMMUNE, dissolved_on=dt.date(2026, 1, 1))
    a_territory("38003", Kind.COMMUNE, dissolved_on=dt.date(2026, 1, 1))  # nobody says what became of it
    FormerCode.objects.create(code="38002", kind="merged", current=today)
    FormerCode.objects.create(code="38004", kind="part", current=today)  # never was a row here
    for whole, member in ((region, county), (county, today), (epci, today)):
        Membership.objects.create(whole=whole, member=member)
    assert set(queries.within(today)) == {today, gone}
    assert set(queries.within(epci)) == {epci, today, gone}
    assert set(queries.within(county)) == {county, epci, today, gone}
    assert set(queries.within(region)) == {region, county, epci, today, gone}


def test_a_code_of_today_that_another_once_had_leads_to_itself_only() -> None:
    one, other = a_territory("38001", Kind.COMMUNE), a_territory("38002", Kind.COMMUNE)
    FormerCode.objects.create(code="38001", kind="moved", current=other)
    assert set(queries.within(other)) == {other}
    assert set(queries.within(one)) == {one}
