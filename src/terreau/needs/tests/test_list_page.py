"""The list of needs, its feed and its table."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from terreau.needs import actions
from terreau.needs.models import Need, State
from terreau.needs.tests import builders

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db


def titles(client: Client, query: str) -> set[str]:
    page = client.get(f"/besoins/?{query}").content.decode()
    return {need.title for need in Need.objects.all() if need.title in page}


def test_an_empty_list_says_what_to_do(client: Client) -> None:
    assert "Exprimer le premier besoin" in client.get("/besoins/").content.decode()
    assert "Exprimer ce besoin" in client.get("/besoins/?mots=fusée").content.decode()


def test_filters_by_theme_state_and_territory(client: Client) -> None:
    builders.a_metropolis()
    builders.a_need(
        "Air dans la cour", theme="air", territories=[builders.a_territory("38151", "Échirolles")]
    )
    elsewhere = builders.a_territory("93066", "Saint-Denis")
    met = builders.a_need("Eau au parc", theme="water", territories=[elsewhere])
    Need.objects.filter(pk=met.pk).update(state=State.MET)
    assert titles(client, "theme=air") == {"Air dans la cour"}
    assert titles(client, "etat=satisfait") == {"Eau au parc"}
    assert titles(client, "territoire=200040715") == {"Air dans la cour"}
    assert titles(client, "territoire=93066&theme=eau") == {"Eau au parc"}


def test_words_are_found_whatever_accents_and_plurals(client: Client) -> None:
    builders.a_need("Des arbres dans la cour d’école")
    builders.a_need("Un bus le soir")
    assert titles(client, "mots=arbre+ecole") == {"Des arbres dans la cour d’école"}


def test_the_most_supported_come_first_when_asked(client: Client) -> None:
    builders.a_need("Peu soutenu")
    much = builders.a_need("Très soutenu")
    builders.a_need("Le dernier")
    actions.support(much.pk, by=builders.a_person())
    page = client.get("/besoins/?tri=soutenus").content.decode()
    assert page.index("Très soutenu") < page.index("Le dernier") < page.index("Peu soutenu")


def test_a_need_that_joined_another_is_not_listed(client: Client) -> None:
    one, other = builders.a_need("Reste là"), builders.a_need("A rejoint")
    Need.objects.filter(pk=other.pk).update(merged_into=one)
    assert titles(client, "") == {"Reste là"}


@pytest.mark.parametrize(
    "query",
    [
        "theme=zzz", "territoire=99999", "territoire=" + "9" * 5000, "page=0", "page=-1",
        "page=²", "page=99999999999999999999", "tri=drop",
        "mots=%22%27)(*%3A-", "mots=" + "a" * 5000,
    ],
)  # fmt: skip
def test_no_address_breaks_the_list(client: Client, query: str) -> None:
    builders.a_need()
    assert client.get(f"/besoins/?{query}").status_code == 200


def test_what_is_not_understood_is_said(client: Client) -> None:
    page = client.get("/besoins/?theme=zzz&territoire=99999").content.decode()
    assert "n’existe pas" in page
    assert "Aucun territoire ne s’appelle ainsi" in page


def test_twenty_needs_cost_a_visitor_three_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    person = builders.a_person()
    for number in range(25):
        builders.a_need(f"Besoin numéro {number}", by=person)
    builders.a_metropolis()  # the home territory of the tests, asked once a process
    client.get("/besoins/")
    with django_assert_max_num_queries(3):
        page = client.get("/besoins/").content.decode()
    assert page.count('class="card"') == 20


def test_titles_are_escaped_in_cards(client: Client) -> None:
    builders.a_need("<script>alert(1)</script>")
    page = client.get("/besoins/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_examples_are_marked(client: Client) -> None:
    actions.plant_examples(builders.a_territory())
    assert 'class="example"' in client.get("/besoins/").content.decode()


def test_the_feed_follows_the_filters_and_is_well_formed(client: Client) -> None:
    builders.a_need("Air dans la cour", theme="air")
    builders.a_need("Un bus & un train", situation="<script>alert(1)</script>\n\n**gras**")
    feed = client.get("/besoins/flux.atom")
    assert feed["Content-Type"].startswith("application/atom+xml")
    atom = "{http://www.w3.org/2005/Atom}"
    entries = ET.fromstring(feed.content).findall(f"{atom}entry")  # noqa: S314 - our own feed
    assert [entry.findtext(f"{atom}title") for entry in entries] == ["Un bus & un train", "Air dans la cour"]
    assert b"&lt;script" not in feed.content
    filtered = client.get("/besoins/flux.atom?theme=air").content.decode()
    assert "Un bus" not in filtered
    assert client.get("/besoins/flux.atom?theme=zzz").status_code == 404


def test_the_table_gives_no_formula_to_a_spreadsheet(client: Client) -> None:
    builders.a_need('=HYPERLINK("http://mal.example";"clic")')
    table = client.get("/besoins/besoins.csv").content.decode("utf-8-sig")
    assert "'=HYPERLINK" in table.splitlines()[1]
