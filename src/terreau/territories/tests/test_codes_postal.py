"""Postal codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terreau.territories.codes import CodeError, Postal, UnreadableCodeError, parse_postal
from terreau.territories.tests.national import rows


@pytest.mark.parametrize(
    ("written", "postal"),
    [
        ("38400", Postal("38400", "38", cedex=False)),
        ("38 400", Postal("38400", "38", cedex=False)),
        ("F-38400", Postal("38400", "38", cedex=False)),
        ("FR 38400 Saint-Martin-d'Hères", Postal("38400", "38", cedex=False)),
        ("38026 GRENOBLE CEDEX 1", Postal("38026", "38", cedex=True)),
        ("20000 Ajaccio", Postal("20000", "2A", cedex=False)),
        ("20137", Postal("20137", "2A", cedex=False)),  # Porto-Vecchio
        ("20200", Postal("20200", "2B", cedex=False)),  # Bastia
        ("20600", Postal("20600", "2B", cedex=False)),  # Furiani
        ("97400", Postal("97400", "974", cedex=False)),
        ("97133", Postal("97133", "977", cedex=False)),  # Saint-Barthélemy kept a code of Guadeloupe
        ("97150", Postal("97150", "978", cedex=False)),  # Saint-Martin too
        ("98714", Postal("98714", "987", cedex=False)),
        ("00200", Postal("00200", None, cedex=False)),  # armed forces: no place at all
    ],
)
def test_a_postal_code_is_read_in_an_address(written: str, postal: Postal) -> None:
    assert parse_postal(written) == postal


@pytest.mark.parametrize("written", ["", "3840", "384000", "Grenoble", "96000", "99123", "20900", "97900"])
def test_what_is_no_postal_code_is_refused(written: str) -> None:
    with pytest.raises(UnreadableCodeError) as refused:
        parse_postal(written)
    assert refused.value.remedy


def test_monaco_is_refused_with_its_reason() -> None:
    with pytest.raises(UnreadableCodeError, match="Monaco"):
        parse_postal("98000")


def test_postal_codes_of_the_national_base_point_to_the_right_departement_but_for_border_offices() -> None:
    served = rows(
        "SELECT unnest(string_split(postal_codes, ' ')) AS postal, departement_code FROM {territories}"
        " WHERE kind = 'commune' AND postal_codes <> '' ORDER BY ALL"
    )
    elsewhere = [
        (postal, departement)
        for postal, departement in served
        if parse_postal(postal).departement != departement
    ]
    assert len(elsewhere) < len(served) / 200


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_but_never_breaks(text: str) -> None:
    try:
        postal = parse_postal(text)
    except CodeError:
        return
    assert parse_postal(postal.code).code == postal.code
