"""The choice of a language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_choice_is_kept_and_leads_back_to_the_page(client: Client) -> None:
    answer = client.get("/langue/en/", {"suite": "/recherche/?mots=bus"})
    assert answer.headers["Location"] == "/recherche/?mots=bus"
    assert '<html lang="en">' in client.get("/").content.decode()


def test_french_is_spoken_to_whoever_asks_for_nothing(client: Client) -> None:
    assert '<html lang="fr">' in client.get("/").content.decode()


@pytest.mark.parametrize(
    "after",
    [
        "https://ailleurs.example/",
        "//ailleurs.example/",
        "/\\ailleurs.example/",
        "javascript:alert(1)",
        "ailleurs",
        "",
    ],
)
def test_it_never_leads_elsewhere(client: Client, after: str) -> None:
    assert client.get("/langue/fr/", {"suite": after}).headers["Location"] == "/"


def test_an_unknown_language_is_not_found(client: Client) -> None:
    answer = client.get("/langue/xx/")
    assert answer.status_code == 404
    assert not answer.cookies
