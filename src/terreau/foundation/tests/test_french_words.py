"""Forms of one word that have to meet, and words that have to stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terreau.foundation.folding import fold
from terreau.foundation.search import stems
from terreau.foundation.search.french import words

MEET = [
    ("qualité", "qualites"),
    ("QUALITÉ", "qualité"),
    ("vélo", "vélos"),
    ("lieu", "lieux"),
    ("eau", "eaux"),
    ("local", "locaux"),
    ("cheval", "chevaux"),
    ("travail", "travaux"),
    ("vitrail", "vitraux"),
    ("jeu", "jeux"),
    ("trou", "trous"),
    ("dangereux", "dangereuse"),
    ("énergie", "energies"),
    ("hiver", "hivers"),
    ("aide", "aider"),
    ("mardi", "mardis"),
    ("abri", "abris"),
    ("repas", "repas"),
    ("aire de jeux", "aires de jeu"),
    ("français", "françaises"),
    ("déchet", "DECHETS"),
    ("chauffage", "chauffages"),
    ("l’école", "écoles"),
    ("d'eau", "eau"),
    ("qu’habitants", "habitant"),
    ("cœur", "coeurs"),
    ("Saint-Martin-d'Hères", "saint martin d heres"),
    ("aujourd’hui", "aujourd'hui"),
    ("naïve", "naives"),
    ("e\u0301cole", "école"),
]
APART = [("port", "porte"), ("air", "aire"), ("eau", "eve"), ("bruit", "brut"), ("2024", "2025")]


@pytest.mark.parametrize(("one", "other"), MEET)
def test_forms_of_one_word_meet(one: str, other: str) -> None:
    assert set(stems(other).split()) <= set(stems(one).split())


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert stems(one) != stems(other)


def test_words_that_say_nothing_are_left_out() -> None:
    assert stems("La cour de l'école et les enfants") == "cour ecol enfant"


def test_numbers_stay_whole() -> None:
    assert stems("38400 en 2026") == "38400 2026"


def test_a_compound_is_there_in_parts_and_in_one_piece() -> None:
    assert [word.folded for word in words("co-voiturage")] == ["co", "voiturage", "covoiturage"]
    assert [word.folded for word in words("l'école")] == ["ecole"]


@given(st.text(max_size=300))
def test_any_text_gives_words_that_hold_letters_and_digits_only(text: str) -> None:
    for word in words(text):
        assert word.folded
        assert len(word.folded) <= 40
        assert word.folded.isalnum()
        assert fold(word.folded) == word.folded
