"""A territory in open formats, behind the same address or by the ending of it."""

from __future__ import annotations

import csv
import io
import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from terreau.territories import formats
from terreau.territories.models import Kind, Territory

if TYPE_CHECKING:
    from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_base")]
ADDRESS = "/territoires/200040715"


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/html", "text/html; charset=utf-8"),
        ("*/*", "text/html; charset=utf-8"),
        ("", "text/html; charset=utf-8"),
        ("image/png", "text/html; charset=utf-8"),
        ("application/ld+json", "application/ld+json"),
        ("application/geo+json", "application/geo+json"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/html;q=0.5, application/ld+json", "application/ld+json"),
    ],
)
def test_one_address_answers_each_format(client: Client, accept: str, kind: str) -> None:
    answer = client.get(f"{ADDRESS}/", headers={"accept": accept})
    assert (answer.status_code, answer["Content-Type"]) == (200, kind)
    assert "Accept" in [name.strip() for name in answer["Vary"].split(",")]


def test_what_is_kept_of_one_format_is_not_given_for_another(client: Client) -> None:
    page = client.get(f"{ADDRESS}/", headers={"accept": "text/html"})
    data = client.get(f"{ADDRESS}/", headers={"accept": "application/ld+json", "if-none-match": page["ETag"]})
    assert data.status_code == 200


@pytest.mark.parametrize("ending", ["geojson", "csv", "jsonld"])
def test_each_ending_gives_its_format_and_a_former_code_leads_to_that_of_today(
    client: Client, ending: str
) -> None:
    answer = client.get(f"{ADDRESS}.{ending}")
    assert answer["Content-Type"].split(";")[0] == formats.FORMATS[ending].media_type
    again = client.get(f"{ADDRESS}.{ending}", headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304
    former = client.get(f"/territoires/38021.{ending}")
    assert (former.status_code, former["Location"]) == (301, f"/territoires/38225.{ending}")


def positions(geometry: dict[str, Any]) -> list[list[list[float]]]:
    return [ring for polygon in geometry["coordinates"] for ring in polygon]


def signed_area(ring: list[list[float]]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


@pytest.mark.parametrize("ref", ["200040715", "38", "R84", "38185", "59350"])
def test_the_geojson_is_what_the_standard_asks(client: Client, ref: str) -> None:
    collection = json.loads(client.get(f"/territoires/{ref}.geojson").content)
    assert collection["type"] == "FeatureCollection"
    first = collection["features"][0]
    assert (first["type"], first["id"]) == ("Feature", ref)
    assert first["properties"]["url"].endswith(f"/territoires/{ref}/")
    for feature in collection["features"]:
        assert feature["geometry"]["type"] == "MultiPolygon"
        for ring in positions(feature["geometry"]):
            assert ring[0] == ring[-1]
            assert len(ring) >= 4
        for outer, *holes in feature["geometry"]["coordinates"]:
            assert signed_area(outer) > 0
            assert all(signed_area(hole) < 0 for hole in holes)


def test_the_outline_is_where_the_territory_is(client: Client) -> None:
    feature = json.loads(client.get("/territoires/38185.geojson").content)["features"][0]
    longitudes, latitudes = zip(*positions(feature["geometry"])[0], strict=True)
    assert 5.6 < min(longitudes) < max(longitudes) < 5.8
    assert 45.1 < min(latitudes) < max(latitudes) < 45.3


def test_a_territory_without_an_outline_has_no_geometry_and_is_not_dropped(client: Client) -> None:
    (feature,) = json.loads(client.get("/territoires/98735.geojson").content)["features"]
    assert feature["geometry"] is None


def test_the_csv_has_one_row_a_territory_and_its_parts_after_it(client: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get(f"{ADDRESS}.csv").content.decode())))
    assert [row["ref"] for row in rows] == [
        "200040715", "38185", "38421", "38151", "38169", "38229", "38382",
    ]  # fmt: skip
    assert rows[1]["population"] == "156140"
    assert rows[1]["population_year"] == "2023"


def test_no_cell_of_the_csv_is_taken_for_a_formula() -> None:
    hostile = Territory(ref="1", kind=Kind.COMMUNE, code="1", name="=HYPERLINK(1)", longitude=-1.5)
    row = formats.table(hostile, []).splitlines()[1]
    assert "'=HYPERLINK(1)" in row
    assert ",-1.5," in row  # a number stays a number


def test_the_linked_data_names_the_territory_by_its_address(client: Client) -> None:
    told = json.loads(client.get(f"{ADDRESS}.jsonld").content)
    assert told["@context"] == "https://schema.org"
    assert told["@id"] == told["url"]
    assert told["@id"].endswith("/territoires/200040715/")
    assert told["identifier"][0]["value"] == "200040715"
    assert told["additionalProperty"]["value"] == 450608


def test_linked_data_in_a_page_cannot_end_its_element() -> None:
    written = formats.for_page({"name": "</script><script>alert(1)</script>&amp;"})
    assert "<" not in written
    assert "&" not in written
    assert json.loads(written)["name"] == "</script><script>alert(1)</script>&amp;"
