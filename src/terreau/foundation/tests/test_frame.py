"""The frame around every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError

from terreau.foundation import context, slots

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db

PLACE = slots.HomeTerritory("200040715", "Pays d’Essai", "/territoires/200040715/")


@pytest.fixture(autouse=True)
def no_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "home_territory", slots.Slot("home_territory"))


def words_of(client: Client, path: str = "/charte/") -> str:
    return client.get(path).content.decode()


def test_the_five_words_are_always_the_same_and_in_order(client: Client) -> None:
    page = words_of(client)
    places = [page.index(f'<a href="{word.path}"') for word in context.NAVIGATION]
    assert len(places) == 5
    assert places == sorted(places)


def test_the_word_of_the_page_is_marked_and_so_is_the_word_above_it(client: Client) -> None:
    assert '<a href="/lieux/" aria-current="page">' in words_of(client, "/lieux/")
    assert '<a href="/lieux/" aria-current="true">' in words_of(client, "/lieux/nulle-part/")
    assert "aria-current" not in words_of(client, "/ce-service/")


def test_the_name_of_the_territory_stands_in_the_title_and_in_the_header(client: Client) -> None:
    slots.home_territory.register(lambda: PLACE)
    page = words_of(client)
    assert " · Pays d’Essai</title>" in page
    assert "<span>Pays d’Essai</span>" in page


def test_the_territory_is_asked_for_once_while_the_service_runs(client: Client) -> None:
    asked = []

    def offer() -> slots.HomeTerritory:
        asked.append(1)
        return PLACE

    slots.home_territory.register(offer)
    words_of(client)
    words_of(client)
    assert len(asked) == 1


def test_a_territory_imported_after_the_start_is_found_at_the_next_page(client: Client) -> None:
    assert "Pays d’Essai" not in words_of(client)
    slots.home_territory.register(lambda: PLACE)
    assert "Pays d’Essai" in words_of(client)


def test_a_page_is_still_shown_when_the_database_does_not_answer(client: Client) -> None:
    def broken() -> slots.HomeTerritory:
        raise DatabaseError

    slots.home_territory.register(broken)
    assert " · Terreau</title>" in words_of(client)


def test_the_demonstration_says_that_it_is_one(client: Client, settings: SettingsWrapper) -> None:
    assert "Démonstration" not in words_of(client)
    settings.DEMO = True
    assert "Démonstration" in words_of(client)


def test_the_first_thing_reached_by_keyboard_leads_to_the_content(client: Client) -> None:
    page = words_of(client)
    assert page.index('href="#contenu"') == page.index("href=", page.index("<body"))
    assert '<main id="contenu" tabindex="-1">' in page


def test_no_page_carries_style_or_script_inside(client: Client) -> None:
    page = words_of(client)
    for mark in ("style=", "<style", "<script", "onclick"):
        assert mark not in page


def test_a_page_that_does_not_exist_says_what_to_do(client: Client) -> None:
    answer = client.get("/nulle-part/")
    assert answer.status_code == 404
    assert "cherchez depuis la page d’accueil" in answer.content.decode()


def test_the_page_of_a_breakdown_asks_nothing_of_the_database() -> None:
    from django.template.loader import render_to_string

    assert "Ce n’est pas de votre fait" in render_to_string("foundation/broken.html")
