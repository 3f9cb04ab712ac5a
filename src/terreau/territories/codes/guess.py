"""What a text could be, for a single field where people type anything."""

from collections.abc import Callable
from typing import Literal

from terreau.territories.codes.errors import CodeError
from terreau.territories.codes.geography import parse_commune, parse_departement, parse_region
from terreau.territories.codes.organisations import parse_siren, parse_siret
from terreau.territories.codes.postal import parse_postal

Family = Literal["commune", "departement", "region", "siren", "siret", "postal"]

_PARSERS: tuple[tuple[Family, Callable[[str], str]], ...] = (
    ("commune", parse_commune),
    ("departement", parse_departement),
    ("region", parse_region),
    ("siren", parse_siren),
    ("siret", parse_siret),
    ("postal", lambda text: parse_postal(text).code),
)


def families(text: str) -> dict[Family, str]:
    """Every family of codes that a text fits, with the official form: "38400" fits commune and postal."""
    found: dict[Family, str] = {}
    for family, parse in _PARSERS:
        try:
            found[family] = parse(text)
        except CodeError:
            continue
    return found
