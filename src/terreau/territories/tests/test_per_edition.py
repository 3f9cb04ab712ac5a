"""What is built from the base is built once, and anew for another edition."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from time import sleep
from typing import TYPE_CHECKING

import pytest

from terreau.territories.models import ImportedPack
from terreau.territories.queries import editions
from terreau.territories.queries.editions import PerEdition

if TYPE_CHECKING:
    from collections.abc import Iterator

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
