"""Reading without end: searches and feeds are counted, bounded, and others are left in peace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from django.test import Client

from terreau.needs.tests import builders

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db
#: Doors that search, with the words.
SEARCHES = (
    "/recherche/?mots=bus",
    "/besoins/?mots=bus",
    "/besoins/flux.atom?mots=bus",
    "/api/v1/needs?q=bus",
    "/territoires/?q=gren",
    "/api/v1/territories?q=gren",
    "/api/v1/territories/at?longitude=5.7&latitude=45.2",
    "/badges/?mots=bus",
)
#: Feeds and tables, with the name of their limit.
FEEDS = {
    "/besoins/flux.atom": "needs-feed",
    "/besoins/besoins.csv": "needs-table",
    "/journal/": "journal",
    "/journal/flux.atom": "journal-feed",
    "/journal/flux.json": "journal-feed",
    "/moderation/transparence/": "transparency",
    "/moderation/transparence.csv": "transparency",
}


@pytest.fixture(autouse=True)
def nothing_counted_yet() -> None:
    cache.clear()


@pytest.mark.parametrize("path", SEARCHES)
def test_searching_without_end_is_told_to_wait_and_a_neighbour_is_not(path: str, settings: Settings) -> None:
    settings.LIMITS = {"search": "1/h"}  # ten times as much for an address, which many may share
    flood, neighbour = Client(REMOTE_ADDR="203.0.113.1"), Client(REMOTE_ADDR="203.0.113.2")
    statuses = [flood.get(path).status_code for _time in range(11)]
    assert 429 not in statuses[:10]
    assert statuses[10] == 429
    assert int(flood.get(path)["Retry-After"]) > 0
    assert neighbour.get(path).status_code != 429


def test_searching_by_another_door_is_the_same_search(settings: Settings) -> None:
    settings.LIMITS = {"search": "1/h"}
    flood = Client(REMOTE_ADDR="203.0.113.1")
    for number in range(10):
        flood.get(SEARCHES[number % len(SEARCHES)])
    assert {flood.get(path).status_code for path in SEARCHES} == {429}
    assert flood.get("/besoins/").status_code == 200
    assert flood.get("/territoires/").status_code == 200


@pytest.mark.parametrize(("path", "name"), FEEDS.items())
def test_reading_a_feed_without_end_is_told_to_wait(path: str, name: str, settings: Settings) -> None:
    settings.LIMITS = {name: "1/h"}
    flood = Client(REMOTE_ADDR="203.0.113.1")
    statuses = [flood.get(path).status_code for _time in range(11)]
    assert (statuses[9], statuses[10]) == (200, 429)


def test_a_feed_is_bounded_however_much_there_is(client: Client) -> None:
    for number in range(40):
        builders.a_need(f"Besoin {number}")
    assert client.get("/besoins/flux.atom").content.count(b"<entry>") == 30
    assert client.get("/api/v1/needs").json()["pages"] == 2
    assert len(client.get("/journal/flux.json").json()["items"]) <= 50


HURTING = (
    "a" * 100_000,
    "*" * 500,
    '"' * 301,
    "NEAR(" * 60,
    "é" * 5_000,
    "(((((",
    "a AND OR NOT",
    "\u202e" * 90,
)


@pytest.mark.parametrize("words", HURTING, ids=lambda words: words[:3])
def test_words_made_to_hurt_get_a_page_of_a_bounded_size(words: str) -> None:
    for path in ("/recherche/", "/besoins/"):
        answer = Client().get(path, {"mots": words})
        assert answer.status_code == 200
        assert len(answer.content) < 100_000
