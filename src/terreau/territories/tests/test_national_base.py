"""The whole national base in the database: what only shows at its real size."""

from __future__ import annotations

import gzip
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from terreau.territories import queries
from terreau.territories.models import Kind, Territory
from terreau.territories.queries import sources
from terreau.territories.tests.national import PACK

if TYPE_CHECKING:
    from django.test import Client

    from terreau.territories.actions import Imported

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("national_base")]

#: The heaviest pages of each kind: most communes, most neighbours, longest outlines, islands.
HEAVIEST = (
    "200067106",
    "200067213",
    "200041523",
    "200054781",
    "29",
    "12",
    "R76",
    "R84",
    "75056",
    "49050",
    "987",
)


class Elements(HTMLParser):
    """Counts elements beside drawings."""

    def __init__(self) -> None:
        super().__init__()
        self.count = self.inside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.inside += tag == "svg"
        self.count += not self.inside

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag == "svg"


def test_the_database_holds_as_many_rows_as_the_manifest(national_base: Imported) -> None:
    manifest = json.loads((PACK / "manifest.json").read_text(encoding="utf-8"))
    assert national_base.territories == manifest["tables"]["territories"]["rows"]
    for kind, key in ((Kind.COMMUNE, "communes"), (Kind.EPCI, "epci"), (Kind.REGION, "regions")):
        known = Territory.objects.filter(kind=kind, dissolved_on=None).count()
        assert known == manifest["source_counts"][key]
    assert sources.unjoined_counts() == {"epci": 45, "shape": 102, "town_hall": 1721}


@pytest.mark.parametrize(
    ("ref", "count"), [("38185", 1), ("200040715", 50), ("38", 531), ("R84", 4202), ("987", 49), ("R04", 31)]
)
def test_within_a_territory_is_all_that_it_is_made_of(ref: str, count: int) -> None:
    one = queries.territory(ref)
    inside = queries.within(one)
    assert inside.count() == count
    assert inside.filter(pk=ref).exists()
    communes = set(queries.communes_of(one).values_list("pk", flat=True))
    assert communes <= set(inside.values_list("pk", flat=True))


def test_every_territory_is_understood_by_its_own_label() -> None:
    """All that are no commune, and one commune in two hundred."""
    known = Territory.objects.filter(dissolved_on=None).exclude(kind=Kind.REGION, nature="com").order_by("pk")
    sample = [*known.exclude(kind=Kind.COMMUNE)[::8], *known.filter(kind=Kind.COMMUNE)[::200]]
    wrong = [one.ref for one in sample if queries.meant_by(queries.label(one)).territory != one]
    assert len(sample) > 300
    assert wrong == []


def test_no_two_territories_are_written_the_same() -> None:
    known = Territory.objects.filter(dissolved_on=None).exclude(kind=Kind.REGION, nature="com")
    labels = [queries.label(one) for one in known]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("ref", HEAVIEST)
def test_the_heaviest_pages_stay_light(client: Client, ref: str) -> None:
    content = client.get(f"/territoires/{ref}/").content
    elements = Elements()
    elements.feed(content.decode())
    assert len(gzip.compress(content, 6)) <= 12_700  # six needs of 200 signs take the rest of the 14 kB
    assert elements.count <= 500


def test_the_lead_of_a_metropole_is_the_real_one(client: Client) -> None:
    text = re.sub(r"[\u00a0\u202f]", " ", client.get("/territoires/200040715/").content.decode())
    said = "Métropole de 49 communes, 450 608 habitants · Isère, Auvergne-Rhône-Alpes."
    assert f'<p class="lead">{said}</p>' in text


def test_the_names_on_a_map_are_those_of_the_most_peopled_pieces(client: Client) -> None:
    drawn = re.findall(r"<text[^>]*>(.*?)</text>", client.get("/territoires/200067106/").content.decode())
    assert drawn
    most = {one.name for one in queries.members_of(queries.territory("200067106"))[:12]}
    assert set(drawn) <= most


@pytest.mark.parametrize(
    ("position", "ref", "certain"),
    [
        ((5.7245, 45.188), "38185", True),
        ((2.3522, 48.8566), "75056", True),
        ((-1.6742, 48.1147), "35238", True),
    ],
)
def test_a_point_is_in_its_commune(position: tuple[float, float], ref: str, certain: bool) -> None:  # noqa: FBT001
    found = queries.locate(*position)
    assert found is not None
    assert (found.ref, found.certain) == (ref, certain)


def test_the_files_of_the_largest_region_are_written_in_a_bounded_number_of_queries(
    client: Client, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        for ending in ("geojson", "csv", "jsonld"):
            assert client.get(f"/territoires/R75.{ending}").status_code == 200
