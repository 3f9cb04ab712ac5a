from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from terreau.foundation import search
from terreau.foundation.tests.papers.models import Paper

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db


@pytest.fixture
def papers() -> QuerySet[Paper]:
    search.put(*(Paper.objects.create(title=f"Vélo numéro {number}", text="") for number in range(5)))
    return Paper.objects.order_by("pk")


def test_without_words_the_list_is_cut_in_pages(
    papers: QuerySet[Paper], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        found = search.page_of(papers, "", 2, 2)
        assert [paper.title for paper in found.page.object_list] == ["Vélo numéro 2", "Vélo numéro 3"]
    assert (found.page.paginator.count, found.corrected, found.loose) == (5, "", False)


def test_with_words_pages_follow_one_another_and_lose_nothing(papers: QuerySet[Paper]) -> None:
    shown = [paper.pk for number in (1, 2, 3) for paper in search.page_of(papers, "velos", number, 2).page]
    assert sorted(shown) == [paper.pk for paper in papers]


@pytest.mark.parametrize("words", ["", "vélo"])
@pytest.mark.parametrize(("asked", "given"), [(-3, 1), (0, 1), (99, 3), (10**30, 3)])
def test_a_number_out_of_range_gives_the_nearest_page(
    papers: QuerySet[Paper], words: str, asked: int, given: int
) -> None:
    assert search.page_of(papers, words, asked, 2).page.number == given


def test_what_was_searched_instead_is_said(papers: QuerySet[Paper]) -> None:
    assert search.page_of(papers, "nuemro", 1, 2).corrected
    assert search.page_of(papers, "vélo zébré", 1, 2).loose


def test_nothing_found_is_one_empty_page(papers: QuerySet[Paper]) -> None:
    found = search.page_of(papers, "xylophone", 7, 2)
    assert (found.page.number, list(found.page), found.page.paginator.count) == (1, [], 0)
