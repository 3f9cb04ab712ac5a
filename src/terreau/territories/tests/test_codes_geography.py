"""Codes of communes, départements and régions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terreau.territories.codes import (
    CodeError,
    UnreadableCodeError,
    departement_of,
    families,
    parse_commune,
    parse_departement,
    parse_epci,
    parse_region,
)
from terreau.territories.tests.national import rows


@pytest.mark.parametrize(
    ("written", "official"),
    [
        ("38185", "38185"),
        ("38 185", "38185"),  # a blank, as in figures
        (" 38185 ", "38185"),  # copied with its blanks
        ("38\u00a0185", "38185"),  # a non-breaking space, from a spreadsheet
        ("38.185", "38185"),
        ("01001", "01001"),  # the first zero is kept
        ("2a004", "2A004"),  # Corsica in lower case
        ("2B 033", "2B033"),
        ("20004", "20004"),  # Corsica before 1976: a former code is a code
        ("97411", "97411"),  # overseas département
        ("98735", "98735"),  # collectivité d'outre-mer
        ("38\uff11\uff18\uff15", "38185"),  # full-width digits
    ],
)
def test_a_commune_code_is_read_as_people_write_it(written: str, official: str) -> None:
    assert parse_commune(written) == official


@pytest.mark.parametrize(
    "written",
    [
        "",
        "3818",  # four digits
        "381850",
        "2C004",  # no such letter
        "A2004",
        "96001",  # no département 96
        "00001",
        "97999",  # 979 is no collectivité
        "38185é",
        "\u0663\u0668\u0661\u0668\u0665",  # digits of another script
        "²³185",
        "38185" * 1000,
    ],
)
def test_what_is_no_commune_code_is_refused_with_a_remedy(written: str) -> None:
    with pytest.raises(UnreadableCodeError) as refused:
        parse_commune(written)
    assert refused.value.title
    assert refused.value.remedy
    assert len(refused.value.message) < 150  # what was sent is never repeated in full


def test_a_lost_first_zero_is_named_in_the_remedy() -> None:
    with pytest.raises(UnreadableCodeError) as refused:
        parse_commune("1004")
    assert "01004" in refused.value.remedy


@pytest.mark.parametrize(
    ("written", "official"), [("38", "38"), ("1", "01"), ("2a", "2A"), ("974", "974"), ("987", "987")]
)
def test_a_departement_code_is_read(written: str, official: str) -> None:
    assert parse_departement(written) == official


@pytest.mark.parametrize("written", ["20", "96", "00", "0", "979", "2C", "038", ""])
def test_what_is_no_departement_is_refused(written: str) -> None:
    with pytest.raises(UnreadableCodeError):
        parse_departement(written)


@pytest.mark.parametrize(
    ("written", "official"), [("84", "84"), ("R84", "84"), ("r 84", "84"), ("1", "01"), ("R987", "987")]
)
def test_a_region_code_is_read_with_or_without_its_letter(written: str, official: str) -> None:
    assert parse_region(written) == official


def test_a_region_merged_in_2016_is_refused_with_the_reason() -> None:
    with pytest.raises(UnreadableCodeError) as refused:
        parse_region("82")  # Rhône-Alpes
    assert "2016" in refused.value.remedy


@pytest.mark.parametrize(
    ("commune", "departement"),
    [("38185", "38"), ("2A004", "2A"), ("97411", "974"), ("98735", "987"), ("96001", None)],
)
def test_the_departement_shows_in_the_code(commune: str, departement: str | None) -> None:
    assert departement_of(commune) == departement


def test_every_code_of_the_national_base_is_accepted() -> None:
    parsers = {
        "commune": parse_commune,
        "departement": parse_departement,
        "region": parse_region,
        "epci": parse_epci,
    }
    for kind, code in rows("SELECT kind, code FROM {territories} ORDER BY ALL"):
        assert parsers[kind](code) == code


def test_every_commune_stands_in_the_departement_that_its_code_shows() -> None:
    told = rows("SELECT code, departement_code FROM {territories} WHERE kind = 'commune' ORDER BY code")
    assert [code for code, departement in told if departement_of(code) != departement] == []


def test_a_text_can_belong_to_several_families() -> None:
    assert families("38400") == {"commune": "38400", "postal": "38400"}
    assert families("38") == {"departement": "38"}
    assert families("R84") == {"region": "84"}
    assert families("bonjour") == {}


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_but_never_breaks(text: str) -> None:
    for parse in (parse_commune, parse_departement, parse_region):
        try:
            official = parse(text)
        except CodeError:
            continue
        assert parse(official) == official
