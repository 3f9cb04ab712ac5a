"""The page of a territory of each kind."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from terreau.territories import queries

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_base")]


def page(client: Client, ref: str) -> str:
    answer = client.get(f"/territoires/{ref}/")
    assert answer.status_code == 200
    return re.sub(r"[\u00a0\u202f]", " ", answer.content.decode())


def lead(text: str) -> str:
    found = re.search(r'<p class="lead">(.*?)</p>', text)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("38185", "Commune de 156 140 habitants · Grenoble-Alpes-Métropole, Isère, Auvergne-Rhône-Alpes."),
        ("200040715", "Métropole de 6 communes, 450 608 habitants · Isère, Auvergne-Rhône-Alpes."),
        ("38", "Département de 8 communes, 1 298 990 habitants · Auvergne-Rhône-Alpes."),
        ("R84", "Région de 8 communes, 8 205 557 habitants."),
        ("974", r"Département d’une commune, \d{3} \d{3} habitants."),
        ("98735", "Commune de 26 654 habitants · Polynésie française."),
        ("987", r"Collectivité d’outre-mer d’une commune(, \d{3} \d{3} habitants)?."),
        ("245900410", "Métropole qui n’existe plus depuis le 1er janvier 2021."),
    ],
)
def test_the_first_sentence_says_what_this_is(client: Client, ref: str, said: str) -> None:
    assert re.fullmatch(said, lead(page(client, ref)))


def test_each_figure_says_its_source_and_its_year(client: Client) -> None:
    metropolis = page(client, "200040715")
    assert "Population municipale 2023, Insee" in metropolis
    assert "Périmètre au 1ᵉʳ janvier 2025, DGCL" in metropolis  # though its source labels it 2026
    assert "Code officiel géographique 2026, Insee" in page(client, "38")


def test_a_commune_shows_its_town_hall_with_hours_in_words(client: Client) -> None:
    text = page(client, "38421")
    assert "lundi à vendredi : 8 h 30 à 12 h, 13 h 30 à 17 h" in text.replace("\xa0", " ")
    assert 'href="tel:0476607373"' in text
    assert "Annuaire de l’administration (DILA)" in text


def test_a_commune_is_drawn_among_its_neighbours_each_a_link_with_a_name(client: Client) -> None:
    text = page(client, "38185")
    drawn = re.search(r"<svg class=\"map\".*?</svg>", text, re.DOTALL)
    assert drawn
    assert '<a href="/territoires/38421/"><title>Saint-Martin-d&#x27;Hères</title><path d="M' in drawn[0]
    assert drawn[0].count('class="here"') == 1
    listed = text[drawn.end() :]
    assert 'href="/territoires/38421/"' in listed  # the map has its list beside


def test_a_map_can_be_passed_by_the_keyboard(client: Client) -> None:
    text = page(client, "200040715")
    assert 'href="#apres-la-carte"' in text
    assert 'id="apres-la-carte"' in text


def test_an_epci_lists_its_communes_most_peopled_first(client: Client) -> None:
    text = page(client, "200040715")
    names = re.findall(r'<tr><th scope="row"><a href="/territoires/(\d+)/">', text)
    assert names == ["38185", "38421", "38151", "38169", "38229", "38382"]


def test_a_commune_without_an_outline_says_so_and_why(client: Client) -> None:
    text = page(client, "98735")
    assert '<svg class="map"' not in text
    assert "Pas de carte" in text
    assert 'href="/territoires/sources/"' in text


def test_a_figure_without_a_year_does_not_pretend_to_have_one(client: Client) -> None:
    assert "Population municipale, Insee" in page(client, "98735")


def test_overseas_a_collectivite_is_said_once(client: Client) -> None:
    text = page(client, "97501")
    assert lead(text).endswith("· Saint-Pierre-et-Miquelon.")
    assert '<a href="/territoires/975/">Saint-Pierre-et-Miquelon</a> (collectivité d’outre-mer)' in text
    assert 'href="/territoires/97501/"' in page(client, "975")  # made of its communes


def test_overseas_a_region_that_is_its_departement_leads_to_its_page(client: Client) -> None:
    answer = client.get("/territoires/R987/")
    assert (answer.status_code, answer["Location"]) == (301, "/territoires/987/")


@pytest.mark.parametrize(
    ("said", "ref"),
    [("38021", "38225"), ("75101", "75056"), ("75066", "93066"), ("r84", "R84"), ("38 185", "38185")],
)
def test_a_former_code_or_another_writing_leads_to_the_address_of_today(
    client: Client, said: str, ref: str
) -> None:
    answer = client.get(f"/territoires/{said}/")
    assert (answer.status_code, answer["Location"]) == (301, f"/territoires/{ref}/")


def test_a_dissolved_epci_keeps_a_page_that_says_so(client: Client) -> None:
    text = page(client, "245900410")
    assert "n’existe plus depuis" in text
    assert "De quoi ce territoire est fait" not in text


def test_a_commune_says_which_epci_it_has_left(client: Client) -> None:
    text = page(client, "59350")
    assert "Métropole Européenne de Lille, jusqu’au" in text


@pytest.mark.parametrize(
    "code",
    [
        "99999", "..", "%2e%2e%2fetc%2fpasswd", "%00", "38185%00", "9" * 10_000, "٣٨١٨٥", "۳۸۱۸۵", "😀", "-",
        "38185'--", "<script>", "%0d%0aSet-Cookie:%20a=b", "%ff", "1001", "NULL", " ", "²",
    ],
)  # fmt: skip
@pytest.mark.parametrize("ending", ["/", "/communes/", ".geojson", ".csv", ".jsonld"])
def test_a_forged_code_gets_a_clear_not_found(client: Client, code: str, ending: str) -> None:
    answer = client.get(f"/territoires/{code}{ending}", follow=True)
    assert answer.status_code == (400 if "%00" in code else 404)  # the front door refuses a null
    assert "Set-Cookie" not in answer
    assert b"<script>" not in answer.content


def test_a_forged_code_is_told_back_short_and_what_to_do(client: Client) -> None:
    text = client.get(f"/territoires/{'9' * 10_000}/").content.decode()
    assert "99999999999999999999…" in text
    assert "Cherchez-le par son nom" in text


def test_the_page_carries_its_linked_data(client: Client) -> None:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page(client, "38185"))
    assert found
    told = json.loads(found[1])
    assert told["@type"] == "AdministrativeArea"
    assert [whole["name"] for whole in told["containedInPlace"]][:2] == ["Grenoble-Alpes-Métropole", "Isère"]


@pytest.mark.queries(14)  # the page itself, then three for the panel of each room
def test_a_page_asks_little_of_the_database_once_its_territory_was_asked_for(client: Client) -> None:
    for ref in ("38185", "200040715", "38", "R84"):
        queries.portrait_of(queries.territory(ref))
        page(client, ref)


def test_the_page_stays_in_the_language_asked_though_the_territory_is_kept(client: Client) -> None:
    assert "habitants" in page(client, "38185")
    english = client.get("/territoires/38185/", headers={"accept-language": "en"}).content.decode()
    assert "156,140" in english
    assert 'lang="en"' in english


def test_a_page_that_did_not_change_is_not_made_again(client: Client) -> None:
    first = client.get("/territoires/38185/")
    again = client.get("/territoires/38185/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


def test_another_edition_makes_the_page_again(client: Client, small_pack: Path, tmp_path: Path) -> None:
    from terreau.territories.actions import import_pack
    from terreau.territories.tests.small_pack import a_pack

    first = client.get("/territoires/38185/")
    import_pack(
        a_pack(tmp_path, small_pack, changes="UPDATE territories SET population = 7 WHERE ref = '38185'")
    )
    again = client.get("/territoires/38185/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 200
    assert "Commune de 7 habitants" in re.sub(r"[\u00a0\u202f]", " ", again.content.decode())
