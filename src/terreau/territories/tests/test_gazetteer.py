"""Finding a territory by what people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terreau.territories.gazetteer import (
    LONGEST_QUESTION,
    Entry,
    Former,
    Gazetteer,
    Hit,
    Kind,
    QuestionTooLongError,
    Reason,
)


def in_isere(
    ref: str, kind: Kind, name: str, population: int, postal: str = "", siren: str = "", nature: str = ""
) -> Entry:
    return Entry(ref, kind, name, nature, "38", "Isère", population, postal.split(), siren)


BASE = Gazetteer(
    [
        Entry("38", "departement", "Isère", departement_code="38", population=1_298_990),
        Entry("974", "departement", "La Réunion", departement_code="974", population=889_679),
        in_isere("38185", "commune", "Grenoble", 156_140, "38000", "213801855"),
        in_isere("38421", "commune", "Saint-Martin-d'Hères", 38_000, "38400"),
        in_isere("38169", "commune", "Fontaine", 23_000, "38600"),
        Entry("10150", "commune", "Fontaine", departement_code="10", departement_name="Aube", population=300),
        in_isere("200040715", "epci", "Grenoble-Alpes-Métropole", 450_608, nature="METRO"),
        in_isere("200018166", "epci", "CC Le Grésivaudan", 100_000, nature="CC"),
        Entry(
            "74010",
            "commune",
            "Annecy",
            departement_code="74",
            departement_name="Haute-Savoie",
            population=130_000,
            former=(Former("74011", "Annecy-le-Vieux"), Former("", "La Venise des Alpes")),
        ),
    ]
)


def first(question: str) -> Hit:
    return BASE.search(question)[0]


def test_accents_hyphens_case_and_abbreviations_do_not_matter() -> None:
    for written in ("st martin d heres", "SAINT-MARTIN-D'HÈRES", "Saint Martin d’Hères"):
        assert first(written).ref == "38421"


def test_the_reason_of_an_answer_is_given() -> None:
    assert first("grenoble").reason is Reason.NAME
    assert first("grenbole").reason is Reason.NEAR_SPELLING
    assert first("38000").reason is Reason.POSTAL_CODE
    assert first("38185").reason is Reason.CODE
    assert first("213 801 855").reason is Reason.CODE


def test_a_former_name_or_code_leads_to_the_commune_of_today_and_says_so() -> None:
    by_name, by_code = first("annecy le vieux"), first("74011")
    assert (by_name.ref, by_name.reason, by_name.matched) == ("74010", Reason.FORMER_NAME, "Annecy-le-Vieux")
    assert (by_code.ref, by_code.reason, by_code.matched) == ("74010", Reason.CODE, "74011")
    assert first("venise des alpes").ref == "74010"


def test_homonyms_come_by_population_and_are_told_apart_by_their_departement() -> None:
    assert [hit.label for hit in BASE.search("fontaine")] == ["Fontaine (Isère, 38)", "Fontaine (Aube, 10)"]


@pytest.mark.parametrize("question", ["fontaine 10", "fontaine aube", "Fontaine (10)"])
def test_a_departement_in_the_question_settles_between_homonyms(question: str) -> None:
    base = Gazetteer(
        [
            Entry("10", "departement", "Aube", departement_code="10"),
            Entry("38", "departement", "Isère", departement_code="38"),
            in_isere("38169", "commune", "Fontaine", 23_000),
            Entry(
                "10150", "commune", "Fontaine", departement_code="10", departement_name="Aube", population=300
            ),
        ]
    )
    assert base.search(question)[0].ref == "10150"


def test_a_level_in_the_question_is_followed() -> None:
    assert first("grenoble").ref == "38185"
    assert first("métropole de grenoble").ref == "200040715"
    assert first("cc du gresivaudan").ref == "200018166"


def test_a_territory_answers_once_however_many_of_its_names_fit() -> None:
    assert [hit.ref for hit in BASE.search("annecy")] == ["74010"]


def test_answers_can_be_limited_in_number_and_in_kind() -> None:
    assert len(BASE.search("fontaine", limit=1)) == 1
    assert [hit.ref for hit in BASE.search("grenoble", kinds={"epci"})] == ["200040715"]


@pytest.mark.parametrize("question", ["", "   ", "-", "'", "???", "zzzzzzzzzz", "\x00", "🙂"])
def test_a_question_about_nothing_has_no_answer(question: str) -> None:
    assert BASE.search(question) == []


def test_a_question_beyond_any_name_is_refused_at_once() -> None:
    with pytest.raises(QuestionTooLongError) as refused:
        BASE.search("a" * (LONGEST_QUESTION + 1))
    assert refused.value.remedy


def test_an_empty_base_answers_nothing() -> None:
    assert Gazetteer([]).search("grenoble") == []


@given(st.text(max_size=LONGEST_QUESTION))
def test_any_question_is_answered(question: str) -> None:
    hits = BASE.search(question)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@given(st.sampled_from(["Grenoble", "Saint-Martin-d'Hères", "Le Grésivaudan"]), st.integers(1, 6))
def test_two_letters_swapped_still_lead_there(name: str, place: int) -> None:
    swapped = name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    assert name in BASE.search(swapped)[0].name
