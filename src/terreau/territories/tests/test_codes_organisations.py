"""SIREN and SIRET numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terreau.territories.codes import (
    UnreadableCodeError,
    WrongKeyError,
    luhn_valid,
    nic_of,
    parse_epci,
    parse_siren,
    parse_siret,
    siren_of,
)
from terreau.territories.tests.national import rows


@pytest.mark.parametrize(
    ("written", "official"),
    [
        ("200040715", "200040715"),  # Grenoble-Alpes Métropole
        ("200 040 715", "200040715"),
        ("213 801 855", "213801855"),  # ville de Grenoble
        ("356000000", "356000000"),  # La Poste
    ],
)
def test_a_siren_is_read(written: str, official: str) -> None:
    assert parse_siren(written) == official


@pytest.mark.parametrize("written", ["", "20004071", "2000407155", "20004071a", "²00040715"])
def test_what_is_no_siren_is_refused(written: str) -> None:
    with pytest.raises(UnreadableCodeError):
        parse_siren(written)


def test_a_slip_in_a_siren_is_told_as_such() -> None:
    with pytest.raises(WrongKeyError) as refused:
        parse_siren("200040716")
    assert refused.value.code == "code.wrong-key"


def test_a_siret_given_for_a_siren_is_recognised() -> None:
    with pytest.raises(UnreadableCodeError, match="SIREN") as refused:
        parse_siren("21380185500015")
    assert "SIRET" in refused.value.remedy


@pytest.mark.parametrize(
    "siret",
    [
        "21380185500015",  # ville de Grenoble
        "35600000000048",  # La Poste, head office: follows Luhn
        "35600000049837",  # La Poste, an establishment: its digits sum to 45, Luhn fails
    ],
)
def test_a_siret_is_read(siret: str) -> None:
    assert parse_siret(siret) == siret
    assert siren_of(siret) + nic_of(siret) == siret


def test_la_poste_has_a_rule_of_its_own() -> None:
    assert not luhn_valid("35600000049837")
    with pytest.raises(WrongKeyError):
        parse_siret("35600000049838")


@pytest.mark.parametrize("written", ["21380185500016", "20004071600015"])
def test_a_slip_in_a_siret_is_told(written: str) -> None:
    with pytest.raises(WrongKeyError):
        parse_siret(written)


def test_a_siret_needs_fourteen_digits() -> None:
    with pytest.raises(UnreadableCodeError):
        parse_siret("213801855")


def test_the_siren_of_a_company_is_no_epci() -> None:
    with pytest.raises(UnreadableCodeError):
        parse_epci("356000000")


def test_every_siren_of_the_national_base_has_a_right_key() -> None:
    for (siren,) in rows("SELECT siren FROM {territories} WHERE siren IS NOT NULL ORDER BY 1"):
        assert parse_siren(siren) == siren


@given(st.from_regex(r"\A[0-9]{8}\Z"), st.integers(0, 7), st.integers(1, 9))
def test_changing_one_digit_is_always_seen(start: str, place: int, change: int) -> None:
    siren = next(start + key for key in "0123456789" if luhn_valid(start + key))
    wrong = siren[:place] + str((int(siren[place]) + change) % 10) + siren[place + 1 :]
    assert parse_siren(siren) == siren
    with pytest.raises(WrongKeyError):
        parse_siren(wrong)
