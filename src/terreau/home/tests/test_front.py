"""The first page of a territory."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest

from terreau.foundation import slots
from terreau.home.tests.builders import a_commune, a_home, a_town_hall
from terreau.territories.models import ImportedPack

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries, Settings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_panels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "front_page_panels", slots.Slot("front_page_panels"))


def words_of(client: Client) -> str:
    return client.get("/").content.decode()


def test_it_asks_one_question_with_one_field_that_leads_to_the_search(client: Client) -> None:
    page = words_of(client)
    assert page.count("<input") == 1
    assert '<label for="mots">Qu’est-ce qui manque ici\u202f?</label>' in page
    assert 'action="/recherche/"' in page


def test_it_says_how_to_begin_when_no_territory_is_known(client: Client) -> None:
    assert "terreau init" in words_of(client)


def test_it_says_how_to_begin_when_there_is_no_need_yet(client: Client) -> None:
    a_home()
    page = words_of(client)
    assert 'href="/besoins/exprimer/"' in page
    assert "terreau init" not in page


def test_figures_carry_their_source_and_year(client: Client) -> None:
    a_commune("38001", "Amont", a_home())
    page = words_of(client)
    assert "12\u202f345" in page
    assert "Population municipale 2023, Insee" in page
    assert "<strong>1</strong> <span>commune</span>" in page


def test_the_home_territory_is_drawn_with_the_borders_of_its_communes(client: Client) -> None:
    a_commune("38001", "Amont", a_home())
    page = words_of(client)
    assert 'd="M0 0l10 0 0 10-10 0z"' in page
    assert 'class="inside" d="M0 0l5 0 0 5-5 0z"' in page


def test_borders_inside_are_left_out_when_they_would_weigh_too_much(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("terreau.home.queries.outline.MOST_LETTERS", 30)
    home = a_home()
    a_commune("38001", "Amont", home)
    a_commune("38002", "Aval", home)
    page = words_of(client)
    assert 'd="M0 0l10 0 0 10-10 0z"' in page
    assert 'class="inside"' not in page


def test_rooms_show_their_panels_in_place_of_the_empty_one(client: Client) -> None:
    def offer(request: HttpRequest, ref: str) -> slots.Panel:
        assert request.path == "/"
        assert ref == "200040715"
        return slots.Panel("Les besoins qui bougent", "foundation/messages.html", {}, "/besoins/", "Tous")

    slots.front_page_panels.register(offer)
    page = words_of(client)
    assert "<h2>Les besoins qui bougent</h2>" in page
    assert '<a class="more" href="/besoins/">Tous</a>' in page
    assert "Personne n’a encore dit" not in page


def test_it_asks_the_database_few_questions(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    home = a_home()
    for number in range(8):
        a_town_hall(a_commune(f"3800{number}", f"Commune {number}", home))
    with django_assert_max_num_queries(13):  # four of them stamp the page
        words_of(client)


def test_without_a_chosen_territory_it_asks_nothing(
    client: Client, settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    settings.TERRITORY = ""
    with django_assert_num_queries(0):
        words_of(client)


def test_it_is_not_made_again_while_nothing_changed(client: Client) -> None:
    a_home()
    ImportedPack.objects.create(sha256="a")
    first = client.get("/")
    again = client.get("/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == HTTPStatus.NOT_MODIFIED
