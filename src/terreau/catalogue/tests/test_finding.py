"""A question is understood, answered with reasons, or found to have no answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from terreau.catalogue.finding import Document, Ground, shipped, understand
from terreau.catalogue.finding.synonyms import read
from terreau.catalogue.queries.finding import standards_as_documents
from terreau.foundation.search import stems

QUESTIONS = Path(__file__).parents[4] / "bench/find/questions.json"
SMALL = read("vélo, bicyclette\nrecharge électrique, borne\nboire > fontaine\n# rien", stems)
GROUND = Ground(
    [
        Document("arceaux", "Arceaux à vélo", "Où garer une bicyclette."),
        Document("bornes", "Bornes", "Véhicules."),
        Document("fontaines", "Fontaines", "Eau potable."),
        Document("budget", "Budget", "Recettes et dépenses."),
    ],
    stems,
)


def keys(question: str) -> list[str]:
    return [one.document.key for one in GROUND.answers(understand(question, stems, SMALL))]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("où attacher ma bicyclette ?", "arceaux"),
        ("VELOS", "arceaux"),
        ("recharge électrique", "bornes"),
        ("boire", "fontaines"),
        ("combien de dépenses", "budget"),
    ],
)
def test_a_question_is_answered_in_its_own_words_or_others(question: str, first: str) -> None:
    assert keys(question)[0] == first


def test_an_arrow_leads_one_way_only() -> None:
    assert keys("boire") == ["fontaines"]
    drinks = Ground([Document("boire", "Boire", "")], stems)
    assert drinks.answers(understand("fontaine", stems, SMALL)) == []


def test_a_phrase_is_not_found_in_words_that_stand_apart() -> None:
    asked = understand("électrique : voici ce que dit la mairie sur la longue recharge", stems, SMALL)
    assert all("borne" not in form.words for concept in asked.concepts for form in concept.forms)


def test_the_reasons_are_the_words_of_the_person_and_those_of_the_data() -> None:
    (answer,) = GROUND.answers(understand("Vélos", stems, SMALL))
    assert [(why.asked, why.found, why.is_same) for why in answer.why] == [("vélos", "vélos", True)]
    (answer,) = GROUND.answers(understand("boire", stems, SMALL))
    assert [(why.asked, why.found, why.is_same) for why in answer.why] == [("boire", "fontaine", False)]


@pytest.mark.parametrize(
    "question", ["", "???", "le la les", "\x00", "a" * 5_000, "'; DROP TABLE", "<b>" * 500]
)
def test_any_text_may_be_asked(question: str) -> None:
    assert keys(question) == []


def test_every_line_of_our_synonyms_is_read() -> None:
    known = shipped(stems)
    assert len(known.said) > 300
    assert ("velo",) in known.said


def test_recall_on_the_public_questions_stays_what_is_reported() -> None:
    questions = json.loads(QUESTIONS.read_text(encoding="utf-8"))
    ground, synonyms = Ground(standards_as_documents(), stems), shipped(stems)
    shares = []
    for one in questions:
        if one["expected"]:
            found = ground.answers(understand(one["question"], stems, synonyms), 5)
            got = {answer.document.key for answer in found} & set(one["expected"])
            shares.append(len(got) / min(5, len(one["expected"])))
    assert len(questions) >= 60
    assert sum(shares) / len(shares) >= 0.95


@pytest.mark.parametrize("question", ["quels jeunes sont loin du numérique", "les horaires du bus"])
def test_the_rows_that_every_description_speaks_of_answer_no_question(question: str) -> None:
    """« Chaque ligne est un lieu » is no line of bus, and is not « en ligne »."""
    rows = Ground([Document("rows", "Arbres", "Chaque ligne est un arbre.")], stems)
    assert rows.answers(understand(question, stems, shipped(stems)), 5) == []


def test_the_pronoun_hung_on_a_verb_is_no_word_that_is_sought() -> None:
    asked = understand("Où manque-t-il des arbres en 2024 ?", stems, shipped(stems))
    assert asked.said == "Où manque-t-il des arbres en 2024 ?"
    assert [one.words for one in asked.concepts if not one.is_asking] == ["arbres"]
