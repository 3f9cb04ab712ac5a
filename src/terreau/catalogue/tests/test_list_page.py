"""The list of data sets, and where data show themselves."""

from __future__ import annotations

import pytest
from django.test import Client

from terreau.catalogue.models import State
from terreau.catalogue.tests.builders import a_dataset
from terreau.people.tests.builders import a_browser_of, a_person

pytestmark = pytest.mark.django_db


def words_of(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_list_says_how_to_begin() -> None:
    assert "Un tableau que vous avez déjà suffit" in words_of("/donnees/")


def test_published_data_are_listed_and_drafts_are_not() -> None:
    a_dataset("Arceaux à vélo")
    a_dataset("Brouillon de comptages", state=State.DRAFT)
    page = words_of("/donnees/")
    assert "Arceaux à vélo" in page
    assert "Brouillon" not in page


def test_a_question_without_an_answer_leads_to_a_need() -> None:
    a_dataset("Arceaux à vélo")
    page = words_of("/donnees/?mots=chauves-souris")
    assert "Aucune donnée publiée ici" in page
    assert "/besoins/exprimer/" in page


def test_data_are_found_by_the_search_over_everything() -> None:
    a_dataset("Arceaux à vélo")
    assert "Arceaux à vélo" in words_of("/recherche/?mots=arceau")


def test_a_theme_that_does_not_exist_is_said() -> None:
    assert "n’existe pas" in words_of("/donnees/?theme=licornes")


def test_a_draft_is_only_there_for_who_prepares_it() -> None:
    draft = a_dataset(state=State.DRAFT)
    assert Client().get(draft.get_absolute_url()).status_code == 404
    assert a_browser_of(a_person()).get(draft.get_absolute_url()).status_code == 404
    assert a_browser_of(draft.created_by).get(draft.get_absolute_url()).status_code == 200


def test_withdrawn_data_say_why() -> None:
    gone = a_dataset(state=State.WITHDRAWN, state_reason="Des adresses y étaient lisibles.")
    answer = Client().get(gone.get_absolute_url())
    assert answer.status_code == 410
    assert "Des adresses y étaient lisibles." in answer.content.decode()


def test_the_page_of_a_data_set_can_be_read() -> None:
    page = words_of(a_dataset(questions="Où garer son vélo ?").get_absolute_url())
    assert "Où garer son vélo ?" in page
    assert "Qui décide de ces données\u202f?" in page
