"""What is built from the base is built once, and anew for another edition."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from time import sleep
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from terreau.territories.models import ImportedPack, Territory
from terreau.territories.queries import editions
from terreau.territories.queries.editions import PerEdition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db


@pytest.fixture
def built() -> list[int]:
    return []


@pytest.fixture
def kept(built: list[int]) -> PerEdition[int]:
    def build() -> int:
        built.append(len(built))
        return built[-1]

    return PerEdition(build)


def test_building_waits_for_the_first_question(kept: PerEdition[int], built: list[int]) -> None:
    ImportedPack.objects.create(sha256="a")
    assert built == []
    assert [kept.get(), kept.get()] == [0, 0]
    assert built == [0]


def test_another_edition_is_built_anew(kept: PerEdition[int]) -> None:
    ImportedPack.objects.create(sha256="a")
    assert kept.get() == 0
    ImportedPack.objects.all().delete()
    ImportedPack.objects.create(sha256="b")
    assert kept.get() == 1


def test_without_an_edition_nothing_is_kept(kept: PerEdition[int]) -> None:
    assert [kept.get(), kept.get()] == [0, 1]


def test_threads_that_ask_together_build_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editions, "edition", lambda: ("a", "now"))
    numbers: Iterator[int] = iter(range(100))

    def slowly() -> int:
        sleep(0.01)
        return next(numbers)

    kept = PerEdition(slowly)
    with ThreadPoolExecutor(8) as threads:
        assert {answer.result() for answer in [threads.submit(kept.get) for _ in range(8)]} == {0}


def test_one_page_asks_once_and_the_next_one_again(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ImportedPack.objects.create(sha256="a")
    editions.a_request_begins()
    with django_assert_num_queries(1):
        first = editions.edition()
        assert editions.edition() == first
    ImportedPack.objects.all().delete()
    assert editions.edition() == first, "a page that began with an edition ends with it"
    editions.a_request_begins()
    assert editions.edition() is None
    editions.a_request_ends()
    ImportedPack.objects.create(sha256="b")
    with django_assert_num_queries(2):
        assert editions.edition()
        assert editions.edition()


def test_a_page_of_many_rooms_asks_once(client: Client) -> None:
    ImportedPack.objects.create(sha256="a")
    Territory.objects.create(ref="38001", code="38001", kind="commune", name="Amont")
    with CaptureQueriesContext(connection) as asked:
        client.get("/territoires/38001/")
    assert sum("territories_importedpack" in one["sql"] and "sha256" in one["sql"] for one in asked) <= 2
