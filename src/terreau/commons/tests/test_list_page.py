"""The list of commons, its filters, its feeds, and the panels of others."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from terreau.commons import actions
from terreau.commons.models import Kind, Means, Side
from terreau.commons.tests.builders import a_commons
from terreau.home.tests.builders import a_home
from terreau.needs.tests.builders import a_person

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def titles(client: Client, query: str) -> str:
    return client.get(f"/communs/?{query}").content.decode()


def test_an_empty_list_says_what_to_do(client: Client) -> None:
    page = titles(client, "")
    assert "Aucun commun n’est encore ouvert ici" in page
    assert "/communs/ouvrir/" in page
    assert 'aria-current="page">Communs' in page


def test_filters_keep_what_is_asked(client: Client) -> None:
    person = a_person()
    water = a_commons("Points d’eau", by=person, kinds=[Kind.DATA], licence_said="Licence Ouverte")
    a_commons("Four à pain", kinds=[Kind.PLACE, Kind.KNOWLEDGE], maturity="used", licence_said="CC BY-NC")
    actions.say_wish(water.pk, Side.SOUGHT, Means.GROUND, "Trois places", by=person)
    for query, there, away in (
        ("sorte=donnees", "Points d’eau", "Four à pain"),
        ("sorte=connaissance", "Four à pain", "Points d’eau"),
        ("avancement=utilise", "Four à pain", "Points d’eau"),
        ("ouverts=oui", "Points d’eau", "Four à pain"),
        ("cherche=terrain-d-essai", "Points d’eau", "Four à pain"),
        ("mots=pain", "Four à pain", "Points d’eau"),
    ):
        page = titles(client, query)
        assert there in page, query
        assert away not in page, query


def test_a_choice_that_does_not_exist_is_said_and_a_feed_of_it_refused(client: Client) -> None:
    assert "n’est pas un choix de cette liste" in titles(client, "sorte=missile")
    assert client.get("/communs/flux.atom?sorte=missile").status_code == 404


def test_the_feed_and_the_table_carry_the_commons_without_formulas(client: Client) -> None:
    a_commons("=SOMME(A1)", licence_said="Licence Ouverte")
    assert "=SOMME(A1)" in client.get("/communs/flux.atom").content.decode()
    rows = list(
        csv.reader(client.get("/communs/communs.csv").content.decode("utf-8-sig").splitlines(), delimiter=";")
    )
    assert rows[1][2] == "'=SOMME(A1)"
    assert rows[1][9] == "etalab-2.0"


@pytest.mark.queries(34)  # the page of a territory asks every room
def test_search_front_page_and_territory_show_it(client: Client) -> None:
    home = a_home()
    a_commons("Four à pain partagé", territories=[home])
    for path in ("/recherche/?mots=four", "/", f"/territoires/{home.ref}/"):
        assert "Four à pain partagé" in client.get(path).content.decode(), path


def test_ones_own_page_shows_what_one_takes_part_in_and_gives_the_data(client: Client) -> None:
    person = a_person()
    a_commons("Four à pain", by=person)
    client.force_login(person)
    assert "Four à pain" in client.get("/mon-espace/").content.decode()
    data = client.get("/mon-espace/mes-donnees.json").json()
    assert data["commons"]["opened"][0]["title"] == "Four à pain"


def test_a_name_goes_with_the_account_and_the_commons_stays(client: Client) -> None:
    from terreau.people.actions import delete_account

    person = a_person("Nadia")
    commons = a_commons("Four à pain", by=person)
    assert "Nadia" in client.get(commons.get_absolute_url()).content.decode()
    delete_account(person)
    page = client.get(commons.get_absolute_url()).content.decode()
    assert "Nadia" not in page
    assert "personne pour l’instant" in page


def test_twenty_commons_cost_a_visitor_three_queries(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    a_home()
    for number in range(21):
        a_commons(f"Commun {number}")
    client.get("/communs/")
    with django_assert_max_num_queries(3):
        page = client.get("/communs/").content.decode()
    assert page.count('class="card"') == 20
    assert "page=2" in page


def test_a_list_that_did_not_change_is_not_made_again(client: Client) -> None:
    commons = a_commons()
    first = client.get("/communs/")
    again = client.get("/communs/", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    type(commons).objects.filter(pk=commons.pk).update(touched_at=timezone.now())
    assert client.get("/communs/", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200
