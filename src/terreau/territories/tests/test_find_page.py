"""Trouver un territoire."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_base")]
PAGE = "/territoires/"


def shown(client: Client, said: str) -> str:
    return client.get(PAGE, {"q": said}).content.decode()


def test_without_words_one_wanders_from_the_regions_and_from_home(client: Client) -> None:
    page = client.get(PAGE).content.decode()
    assert 'href="/territoires/R84/"' in page
    assert 'href="/territoires/987/"' in page  # a collectivité stands beside the régions, once
    assert "/territoires/R987/" not in page
    assert "Grenoble-Alpes-Métropole" in page


def test_homonyms_are_shown_with_their_departement(client: Client) -> None:
    page = shown(client, "saint denis")
    assert "Seine-Saint-Denis (93)" in page
    assert "La Réunion (974)" in page


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("autrans", "Autrans est un ancien nom ou une partie de ce territoire."),
        ("grenobel", "L’orthographe est proche."),
        ("38000", "Code postal 38000."),
        ("200040715", "Code officiel 200040715."),
    ],
)
def test_each_answer_says_why_it_is_there(client: Client, said: str, reason: str) -> None:
    assert reason in shown(client, said)


def test_what_is_not_found_says_what_to_try(client: Client) -> None:
    assert "Essayez une commune voisine" in shown(client, "zzzzzzzz")


@pytest.mark.parametrize("said", ["\0", "a" * 100_000, "<script>alert(1)</script>", "😀", "%", "' OR 1=1"])
def test_hostile_words_get_a_page_and_come_back_harmless(client: Client, said: str) -> None:
    answer = client.get(PAGE, {"q": said})
    assert answer.status_code == (400 if "\0" in said else 200)  # the front door refuses a null
    assert b"<script>alert" not in answer.content


def test_the_page_before_any_import_says_what_to_do(client: Client) -> None:
    from terreau.territories.models import ImportedPack, Territory

    ImportedPack.objects.all().delete()
    Territory.objects.all().delete()
    assert "terreau import territories" in client.get(PAGE).content.decode()


@pytest.mark.queries(7)
def test_looking_asks_little_of_the_database(client: Client) -> None:
    client.get(PAGE, {"q": "grenoble"})  # the index is built once for an edition
    assert client.get(PAGE, {"q": "grenoble"}).status_code == 200
