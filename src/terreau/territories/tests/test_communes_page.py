"""Every commune of a territory, a hundred a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from terreau.territories.models import Kind, Membership, Territory

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def names(client: Client, address: str) -> list[str]:
    return re.findall(r'<th scope="row"><a[^>]*>(.*?)</a>', client.get(address).content.decode())


@pytest.fixture
def large() -> Territory:
    """A département of 120 communes, of which one begins with an accent."""
    whole = Territory.objects.create(ref="38", kind=Kind.DEPARTEMENT, code="38", name="Isère")
    for number in range(120):
        name = "Échirolles" if number == 5 else f"Commune {number:03}"
        sort_name = "echirolles" if number == 5 else name.lower()
        commune = Territory.objects.create(
            ref=f"38{number:03}", kind=Kind.COMMUNE, code=f"38{number:03}", name=name, sort_name=sort_name
        )
        Membership.objects.create(member=commune, whole=whole)
    return whole


@pytest.mark.usefixtures("large")
def test_pages_hold_every_commune_once_in_the_order_of_the_alphabet(client: Client) -> None:
    first, second = (
        names(client, "/territoires/38/communes/"),
        names(client, "/territoires/38/communes/?page=2"),
    )
    assert (len(first), len(second)) == (100, 20)
    assert len({*first, *second}) == 120
    assert second[-1] == "Échirolles"  # after the C, wherever the database puts É


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("number", ["0", "-1", "zzz", "9" * 40, "1.5", ""])
def test_a_page_that_is_not_there_gives_the_nearest(client: Client, number: str) -> None:
    assert client.get(f"/territoires/38/communes/?page={number}").status_code == 200


@pytest.mark.usefixtures("small_base")
@pytest.mark.parametrize(
    ("ref", "count"), [("200040715", 6), ("38", 8), ("R84", 8), ("38185", 1), ("987", 1)]
)
def test_each_kind_of_territory_has_its_list(client: Client, ref: str, count: int) -> None:
    assert len(names(client, f"/territoires/{ref}/communes/")) == count


@pytest.mark.usefixtures("large")
@pytest.mark.queries(6)
def test_a_hundred_communes_ask_no_more_than_one(client: Client) -> None:
    assert len(names(client, "/territoires/38/communes/")) == 100
