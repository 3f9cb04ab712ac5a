"""A person names a territory as they would say it, and is never taken for saying another."""

from __future__ import annotations

import pytest
from django import forms
from django.core.exceptions import ValidationError

from terreau.territories.forms import TerritoryField
from terreau.territories.queries import label, territory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_base")]


def meant(said: str) -> str:
    return str(TerritoryField().clean(said).ref)


def refused(said: str) -> tuple[str, str]:
    with pytest.raises(ValidationError) as fault:
        TerritoryField().clean(said)
    (error,) = fault.value.error_list
    return str(error.code), str(fault.value.messages[0])


@pytest.mark.parametrize(
    ("said", "ref"),
    [
        ("Grenoble", "38185"),
        ("  grenoble ", "38185"),
        ("st martin d heres", "38421"),
        ("Échirolles", "38151"),
        ("echirolles", "38151"),
        ("Grenoble (38)", "38185"),
        ("Grenoble 38", "38185"),
        ("Grenoble (Isère)", "38185"),
        ("38000 Grenoble", "38185"),
        ("38000", "38185"),
        ("38185", "38185"),
        ("３８１８５", "38185"),
        ("200040715", "200040715"),
        ("métropole de grenoble", "200040715"),
        ("Isère", "38"),
        ("38", "38"),
        ("R84", "R84"),
        ("auvergne rhone alpes", "R84"),
        ("Papeete", "98735"),
        ("Autrans", "38225"),
        ("75001", "75056"),
    ],
)
def test_a_territory_is_understood_as_people_name_it(said: str, ref: str) -> None:
    assert meant(said) == ref


def test_homonyms_are_never_chosen_between_at_random() -> None:
    code, message = refused("Saint-Denis")
    assert code == "several"
    assert "«\u00a0Saint-Denis (974)\u00a0»" in message
    assert "«\u00a0Saint-Denis (93)\u00a0»" in message


@pytest.mark.parametrize(
    ("said", "ref"), [("Saint-Denis (93)", "93066"), ("saint denis 974", "97411"), ("Doubs (25)", "25204")]
)
def test_each_way_to_write_that_is_offered_is_understood(said: str, ref: str) -> None:
    assert meant(said) == ref


def test_a_departement_and_a_commune_of_the_same_name_are_told_apart() -> None:
    code, message = refused("Doubs")
    assert code == "several"
    assert "«\u00a0Doubs (département)\u00a0»" in message
    assert meant("Doubs (département)") == "25"


def test_the_home_territory_comes_first(settings: object) -> None:
    settings.TERRITORY = "93"  # type: ignore[attr-defined]
    assert meant("Saint-Denis") == "93066"


def test_a_postal_code_that_is_also_an_official_code_is_asked_about_outside_home(settings: object) -> None:
    assert meant("38400") == "38421"  # at home: Saint-Martin-d'Hères and not Saint-Jean-de-Moirans
    settings.TERRITORY = ""  # type: ignore[attr-defined]
    code, message = refused("38400")
    assert code == "several"
    assert "Saint-Martin-d'Hères (38)" in message
    assert "Saint-Jean-de-Moirans (38)" in message


def test_a_near_spelling_is_proposed_and_not_taken() -> None:
    code, message = refused("grenobl")
    assert code == "near"
    assert "«\u00a0Grenoble (38)\u00a0»" in message


@pytest.mark.parametrize(
    "said",
    [
        "zzzzzzzz", "(", "()", "-", "😀", "';\\--", "<script>alert(1)</script>", "../../etc/passwd",
        "99999", "٣٨١٨٥", "9" * 60, "\u202e\u200b", "%s %(name)s {0}",
    ],
)  # fmt: skip
def test_what_names_nothing_is_refused_with_something_to_do(said: str) -> None:
    code, message = refused(said)
    assert code in {"unknown", "near"}
    assert "Donnez un nom" in message or "Tout près" in message


@pytest.mark.parametrize("said", ["a" * 121, "a" * 10_000_000, "Greno\0ble"])
def test_what_is_too_long_or_holds_a_null_is_refused_before_any_search(said: str) -> None:
    assert refused(said)[0] in {"max_length", "null_characters_not_allowed"}


def test_an_empty_field_is_refused_unless_it_is_optional() -> None:
    assert refused("")[0] == "required"
    assert TerritoryField(required=False).clean("") is None


@pytest.mark.parametrize("ref", ["38185", "200040715", "38", "R84", "25204", "25", "987", "97501"])
def test_a_territory_shown_in_the_field_is_understood_again(ref: str) -> None:
    class Form(forms.Form):
        place = TerritoryField(initial=territory(ref))

    assert f'value="{label(territory(ref))}"'.replace("'", "&#x27;") in str(Form()["place"])
    assert meant(label(territory(ref))) == ref
