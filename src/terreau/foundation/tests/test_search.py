"""Search, put to the trial on papers; the same file runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from terreau.foundation import search
from terreau.foundation.models import KnownWord
from terreau.foundation.search.index import entries
from terreau.foundation.tests.papers.models import Paper

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db

TEXTS = {
    "yard": (
        "Trop chaud dans la cour de l'école",
        "En juin, les enfants n'ont pas d'ombre. La cour est en bitume.",
    ),
    "heating": ("Chauffage collectif en panne", "Le chauffage de l’immeuble s’arrête chaque hiver."),
    "bikes": ("Des vélos pour tous", "Prêt de vélos à Saint-Martin-d'Hères, et co-voiturage le soir."),
    "forms": (
        "Aide aux démarches en ligne",
        "Remplir un formulaire, œuvrer sans ordinateur, accès aux droits.",
    ),
    "air": ("Qualité de l’air près de l'autoroute", "Mesurer les particules fines, 38400."),
}


def write(title: str, text: str = "", *, hidden: bool = False) -> Paper:
    paper = Paper.objects.create(title=title, text=text, hidden=hidden)
    search.put(paper)
    return paper


@pytest.fixture
def papers() -> QuerySet[Paper]:
    search.put(*(Paper.objects.create(title=title, text=text) for title, text in TEXTS.values()))
    return Paper.objects.all()


def titles(found: search.Found[Paper]) -> list[str]:
    return [paper.title for paper in found.items]


ASKED = [
    ("cour école", "yard"),
    ("ecoles", "yard"),
    ("ÉCOLE", "yard"),
    ("l’ecole", "yard"),
    ("enfant ombre", "yard"),
    ("chauffages", "heating"),
    ("immeubles hivers", "heating"),
    ("velo", "bikes"),
    ("saint martin d heres", "bikes"),
    ("St-Martin-d’Hères", None),
    ("saint-martin", "bikes"),
    ("covoiturage", "bikes"),
    ("co-voiturage", "bikes"),
    ("co voiturage", "bikes"),
    ("oeuvrer", "forms"),
    ("œuvrer", "forms"),
    ("droit", "forms"),
    ("demarche", "forms"),
    ("qualite air", "air"),
    ("particule fine", "air"),
    ("38400", "air"),
]


@pytest.mark.parametrize(("words", "expected"), ASKED)
def test_accents_plurals_elisions_and_hyphens_hide_nothing(
    papers: QuerySet[Paper], words: str, expected: str | None
) -> None:
    found = search.find(papers, words)
    if expected:
        assert titles(found) == [TEXTS[expected][0]]
        assert found.corrected == ""
        assert not found.loose


MISSPELT = [
    ("chaufage", "heating", "chauffage"),
    ("chauffgae", "heating", "chauffage"),
    ("hcauffage", "heating", "chauffage"),
    ("immeubel chauffage", "heating", "immeuble chauffage"),
    ("ecolle", "yard", "école"),
    ("formullaire", "forms", "formulaire"),
    ("bitumme", "yard", "bitume"),
    ("autorroute", "air", "autoroute"),
    ("partciul", "air", "particules"),
]


@pytest.mark.parametrize(("words", "expected", "corrected"), MISSPELT)
def test_a_small_slip_is_mended_and_it_is_said(
    papers: QuerySet[Paper], words: str, expected: str, corrected: str
) -> None:
    found = search.find(papers, words)
    assert titles(found) == [TEXTS[expected][0]]
    assert found.corrected == corrected


def test_two_words_typed_apart_find_the_one_they_make(papers: QuerySet[Paper]) -> None:
    write("Covoiturage solidaire")
    search.drop(Paper.objects.get(title__startswith="Des vélos"))
    found = search.find(papers, "co voiturage")
    assert titles(found) == ["Covoiturage solidaire"]
    assert found.corrected == "covoiturage"


@pytest.mark.parametrize(
    "words", ["chauff", "chauffa", "immeuble chau", "autor", "Saint-Mar", "co-voit", "frequenc"]
)
def test_the_last_word_may_be_unfinished(papers: QuerySet[Paper], words: str) -> None:
    write("Fréquence des bus")
    found = search.find(papers, words)
    assert found.total == 1
    assert not found.corrected


def test_a_word_followed_by_a_space_is_finished(papers: QuerySet[Paper]) -> None:
    assert search.find(papers, "autor").total == 1
    assert search.find(papers, "autor ").total == 0


def test_when_nothing_holds_all_the_words_what_holds_some_is_given_and_it_is_said(
    papers: QuerySet[Paper],
) -> None:
    found = search.find(papers, "chauffage de la cour")
    assert found.loose
    assert set(titles(found)) == {TEXTS["yard"][0], TEXTS["heating"][0]}


def test_a_word_in_the_title_comes_before_one_in_the_text(papers: QuerySet[Paper]) -> None:
    write("Ombre sur la place")
    assert titles(search.find(papers, "ombre"))[0] == "Ombre sur la place"


def test_what_was_just_written_is_found_at_once() -> None:
    paper = write("Une fontaine")
    assert search.find(Paper.objects.all(), "fontaine").items == [paper]


def test_what_was_changed_is_found_by_its_new_words_only() -> None:
    paper = write("Une fontaine")
    paper.title = "Un banc"
    paper.save()
    search.put(paper)
    assert search.find(Paper.objects.all(), "banc").total == 1
    assert search.find(Paper.objects.all(), "fontaine").total == 0


def test_what_was_dropped_or_deleted_is_not_found() -> None:
    kept, gone = write("Une fontaine"), write("Une fontaine")
    search.drop(kept)
    gone.delete()
    assert search.find(Paper.objects.all(), "fontaine").total == 0
    assert not entries(Paper).exists()


def test_a_write_that_is_rolled_back_is_not_found() -> None:
    with transaction.atomic():
        write("Une fontaine")
        transaction.set_rollback(True)
    assert not entries(Paper).exists()
    assert not KnownWord.objects.filter(word="fontaine").exists()
    assert search.find(Paper.objects.all(), "fontaine").total == 0


def test_only_what_the_queryset_holds_is_found_and_counted(papers: QuerySet[Paper]) -> None:
    write("Une fontaine", hidden=True)
    shown = write("Une fontaine")
    found = search.find(papers.filter(hidden=False), "fontaine")
    assert (found.total, found.items) == (1, [shown])


def test_a_correction_never_comes_from_what_may_not_be_seen(papers: QuerySet[Paper]) -> None:
    write("Dossier confidentiel", hidden=True)
    found = search.find(papers.filter(hidden=False), "confidentil")
    assert (found.total, found.corrected) == (0, "")


def test_pages_follow_one_another_without_gap_or_repeat() -> None:
    for number in range(7):
        write(f"Fontaine {number}")
    pages = [search.find(Paper.objects.all(), "fontaine", limit=3, offset=offset) for offset in (0, 3, 6, 9)]
    assert [found.total for found in pages] == [7, 7, 7, 7]
    assert [len(found.items) for found in pages] == [3, 3, 1, 0]
    assert len({paper.pk for found in pages for paper in found.items}) == 7


HOSTILE = [
    "",
    " ",
    "'",
    '"',
    '""""',
    "a' OR 1=1 --",
    'chauffage" OR "cour',
    "chauffage* OR NEAR(cour)",
    "title:chauffage",
    "{title} : chauffage",
    "-chauffage",
    "^chauffage",
    "cour AND",
    "NOT",
    "!chauffage & | (",
    "cour:*",
    "\\",
    "%s %d %",
    "\x00",
    "cour\x00école",
    "🌳🌳",
    "\ud800",
    "a" * 10_000,
    "école " * 2_000,
    "½ ² ﬁ Ⅷ ª",
    "مدرسة 学校 โรงเรียน",
    "de la les",
    "d'",
    "--- '''",
]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_no_question_breaks_the_search(papers: QuerySet[Paper], words: str) -> None:
    assert search.find(papers, words).total <= 5
    assert len(search.alike(papers, words)) <= 5


def test_words_of_other_writings_are_found_too() -> None:
    paper = write("学校 مدرسة", "Школа")
    assert search.find(Paper.objects.all(), "школа").items == [paper]


@pytest.mark.parametrize("title", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_breaks_the_index(title: str) -> None:
    paper = Paper(pk=1, title=title, text=title)
    search.put(paper)
    search.drop(paper)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_any_text_may_be_asked(papers: QuerySet[Paper], words: str) -> None:
    found = search.find(papers, words)
    assert len(found.items) == min(found.total, 20)


def test_a_search_costs_three_queries_when_it_finds(
    papers: QuerySet[Paper], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    search.find(papers, "cour")
    with django_assert_num_queries(3):
        search.find(papers, "cour")


def test_a_search_that_mends_stays_bounded(
    papers: QuerySet[Paper], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(40):
        search.find(papers, "zzorbleuyt " * 30)


def test_alike_gives_what_shares_words_with_the_reason(papers: QuerySet[Paper]) -> None:
    found = search.alike(papers, "Pas d'ombre dans la cour du collège, les enfants ont chaud")
    assert found[0].obj.title == TEXTS["yard"][0]
    assert found[0].shared == ("ombre", "cour", "enfants", "chaud")
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_one_word_in_common_is_not_enough_to_be_alike(papers: QuerySet[Paper]) -> None:
    assert search.alike(papers, "Une cour pleine de rats") == []


def test_alike_looks_only_at_what_the_queryset_holds(papers: QuerySet[Paper]) -> None:
    assert search.alike(papers.exclude(title=TEXTS["yard"][0]), "ombre dans la cour de l'école") == []


def test_alike_costs_two_queries(
    papers: QuerySet[Paper], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    search.alike(papers, "ombre cour")
    with django_assert_num_queries(2):
        search.alike(papers, "ombre cour enfants")


def test_rebuilding_gives_the_same_answers(papers: QuerySet[Paper]) -> None:
    KnownWord.objects.create(word="disparu", shown="disparu", head="di", tail="aru", length=7)
    entries(Paper).delete()
    assert search.find(papers, "chaufage").total == 0
    assert search.rebuild() == papers.count()
    assert search.find(papers, "chaufage").corrected == "chauffage"
    assert not KnownWord.objects.filter(word="disparu").exists()


def test_nothing_is_indexed_behind_the_actions_back() -> None:
    Paper.objects.create(title="Une fontaine")
    assert search.find(Paper.objects.all(), "fontaine").total == 0
