"""The pages that speak of the service, and those behind words whose room opens later."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from terreau.home.queries import about
from terreau.home.tests.builders import a_commune, a_home, a_town_hall
from terreau.people.models import User
from terreau.territories.models import Kind, Territory

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client
    from pytest_django import Settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of written results, read afresh."""
    monkeypatch.setattr(about, "RESULTS", tmp_path)
    about._written.cache_clear()
    return tmp_path


def words_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_recognition_as_people_type_it_leads_to_its_room(client: Client) -> None:
    assert client.get("/reconnaissance/").headers["Location"] == "/badges/"


def test_places_show_the_town_halls_of_the_home_territory_in_reading_order(client: Client) -> None:
    home = a_home()
    for ref, name in (("38001", "Fontaine"), ("38002", "Échirolles"), ("38003", "Domène")):
        a_town_hall(a_commune(ref, name, home))
    page = words_of(client, "/lieux/")
    assert page.index("Domène") < page.index("Échirolles") < page.index("Fontaine")
    assert 'href="tel:0400000000"' in page


def test_places_of_a_departement_are_those_of_its_biggest_communes(client: Client) -> None:
    home = a_home()
    home.kind = Kind.DEPARTEMENT
    home.save()
    for number in range(61):
        hall = a_town_hall(a_commune(f"38{number + 1:03}", f"Commune {number + 1:03}", home))
        Territory.objects.filter(pk=hall.commune_id).update(population=1_000 + number)
    page = words_of(client, "/lieux/")
    assert "Commune 061" in page
    assert "Commune 001" not in page
    assert "Seules les mairies des 60 communes les plus peuplées sont ici." in page


def test_places_say_what_to_do_when_nothing_is_known(client: Client) -> None:
    assert "Aucune mairie n’est connue" in words_of(client, "/lieux/")


def test_data_gives_the_addresses_to_take_everything_away(client: Client) -> None:
    a_home()
    page = words_of(client, "/donnees/api/")
    for address in ("/api/v1/needs", "/api/openapi.json", "/api/v1/territories/200040715"):
        assert f'href="{address}"' in page


def test_the_service_says_who_runs_it_and_where(client: Client, settings: Settings) -> None:
    settings.HOSTING = "Un ordinateur de seconde main, dans le garage de la mairie."
    settings.CONTACT = "ici@exemple.fr"
    User.objects.create(email="a@exemple.fr", shown_name="Ada", shows_name=True, is_steward=True)
    User.objects.create(email="d@exemple.fr", shown_name="Dina", shows_name=False, is_steward=True)
    User.objects.create(email="b@exemple.fr", shown_name="Bea", shows_name=True, is_steward=False)
    User.objects.create(email="c@exemple.fr", shown_name="", is_steward=True)
    page = words_of(client, "/ce-service/")
    assert "seconde main" in page
    assert 'href="mailto:ici@exemple.fr"' in page
    assert "<dd>Ada</dd>" in page


def test_the_service_says_what_its_pages_weigh_or_that_nobody_measured(client: Client, results: Path) -> None:
    assert "Pas encore mesuré" in words_of(client, "/ce-service/")
    about._written.cache_clear()
    page = {"name": "Accueil", "path": "/", "html": 4321, "first_visit": 14321, "requests": 5, "elements": 99}
    results.joinpath("weights.json").write_text(json.dumps({"date": "2026-11-23", "pages": [page]}))
    shown = words_of(client, "/ce-service/")
    assert "4,3 ko" in shown
    assert "14,3 ko" in shown
    assert "23 novembre 2026" in shown


def test_the_accessibility_statement_says_what_was_found_and_what_was_not_looked_at(
    client: Client, results: Path
) -> None:
    assert "Aucun résultat" in words_of(client, "/accessibilite/")
    about._written.cache_clear()
    page = {"name": "Accueil", "path": "/", "violations": 7, "incomplete": 3}
    run = {
        "date": "2026-11-23",
        "tool": "axe 4",
        "browser": "Chromium 1",
        "rules": "WCAG",
        "modes": ["clair"],
    }
    results.joinpath("accessibility.json").write_text(json.dumps({**run, "pages": [page, page]}))
    shown = words_of(client, "/accessibilite/")
    assert "<dd>14</dd>" in shown
    assert "non conforme" in shown
    assert "lecteur d’écran" in shown


def test_robots_are_kept_out_of_what_is_personal_and_told_of_the_doors(client: Client) -> None:
    robots = words_of(client, "/robots.txt")
    assert "Disallow: /mon-espace/" in robots
    assert "/besoins/</loc>" in words_of(client, "/sitemap.xml")


@pytest.mark.parametrize(
    ("left", "said"),
    [(None, "Aucune n’a encore été faite"), ("2026-11-20T03:15:00+00:00", "20"), ("hier", "Aucune")],
)
def test_the_page_about_the_service_says_when_it_was_last_saved(
    left: str | None, said: str, tmp_path: Path, settings: Settings, client: Client
) -> None:
    settings.DATA = tmp_path
    if left:
        (tmp_path / "backups").mkdir()
        (tmp_path / "backups" / "last.json").write_text(json.dumps({"made_at": left}), encoding="utf-8")
    panel = words_of(client, "/ce-service/").split("Sauvegardes")[1].split("</section>")[0]
    assert said in panel
