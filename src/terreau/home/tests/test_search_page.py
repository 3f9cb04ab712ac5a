"""Search over everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from terreau.foundation import slots
from terreau.home.tests.builders import a_room_that_finds, some_hits

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "search_results", slots.Slot("search_results"))


def words_of(client: Client, **asked: str) -> str:
    return client.get("/recherche/", asked).content.decode()


def test_without_words_no_room_is_asked(client: Client) -> None:
    asked = a_room_that_finds(some_hits(1))
    assert "un mot suffit" in words_of(client, mots="   ")
    assert not asked


def test_every_room_answers_under_its_own_heading(client: Client) -> None:
    a_room_that_finds(some_hits(2))
    a_room_that_finds(some_hits(1, key="places", label="Lieux"))
    page = words_of(client, mots="bus")
    assert "3 résultats" in page
    assert "<h2>Besoins</h2>" in page
    assert "<h2>Lieux</h2>" in page


def test_only_the_first_results_of_each_room_are_shown_then_a_link_to_all(client: Client) -> None:
    asked = a_room_that_finds(some_hits(45))
    page = words_of(client, mots="bus")
    assert asked == [("bus", "", 5)]
    assert "Besoin 5<" in page
    assert "Besoin 6<" not in page
    assert "Voir les 45" in page


def test_one_facet_is_read_page_by_page(client: Client) -> None:
    asked = a_room_that_finds(some_hits(45))
    page = words_of(client, mots="bus", facette="needs", page="3")
    assert asked == [("bus", "", 60)]
    assert "Besoin 41<" in page
    assert "Besoin 40<" not in page
    assert "Page 3 sur 3" in page
    assert 'rel="next"' not in page
    assert "page=2" in page


@pytest.mark.parametrize("page", ["0", "-1", "x", "٣", "9" * 50, ""])
def test_a_strange_page_number_is_the_nearest_page(client: Client, page: str) -> None:
    a_room_that_finds(some_hits(45))
    assert "Besoin 1<" in words_of(client, mots="bus", facette="needs", page=page)


def test_an_unknown_facet_shows_everything(client: Client) -> None:
    a_room_that_finds(some_hits(2))
    assert "Besoin 2<" in words_of(client, mots="bus", facette="dragons")


def test_corrected_words_are_said(client: Client) -> None:
    a_room_that_finds(some_hits(1, corrected="chauffage"))
    page = words_of(client, mots="chaufage")
    assert "Résultats pour «\xa0<strong>chauffage</strong>\xa0»" in page


def test_it_ends_in_raising_a_need_with_the_words_typed(client: Client) -> None:
    page = words_of(client, mots="bus & train")
    assert 'href="/besoins/exprimer/?titre=bus%20%26%20train"' in page
    assert "Exprimer ce besoin" in page


def test_words_are_shown_and_never_run(client: Client) -> None:
    page = words_of(client, mots="<script>alert(1)</script>")
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_very_long_search_is_cut(client: Client) -> None:
    asked = a_room_that_finds(some_hits(0))
    assert "0 résultat" in words_of(client, mots="a" * 5_000)
    assert asked == [("a" * 200, "", 5)]
