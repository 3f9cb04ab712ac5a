"""SIREN and SIRET: nine or fourteen digits with a key (INSEE, https://www.insee.fr/fr/metadonnees/definition/c2047)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from terreau.catalogue.tables.french.base import FrenchCheck, FrenchRule, one_column, plain

if TYPE_CHECKING:
    from terreau.saying import Both

_LA_POSTE = "356000000"
_ITS_SEAT = "35600000000048"
# What people write between the digits; the pattern of a schema says where it is not wanted.
_BETWEEN = re.compile(r"[\s.]")


class SirenValue(FrenchRule):
    code = "french-siren-value"
    title = ("SIREN incorrect", "Wrong SIREN")
    remedy = (
        "Un SIREN a neuf chiffres sans espace : recopiez-le depuis l’annuaire des entreprises.",
        "A SIREN has nine digits without a blank: copy it from the directory of companies.",
    )


class SiretValue(FrenchRule):
    code = "french-siret-value"
    title = ("SIRET incorrect", "Wrong SIRET")
    remedy = (
        "Un SIRET a quatorze chiffres sans espace : recopiez-le depuis l’annuaire des entreprises.",
        "A SIRET has fourteen digits without a blank: copy it from the directory of companies.",
    )


def luhn(digits: str) -> bool:
    """The key of payment cards and of SIREN: one wrong digit, or two swapped, is seen."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (1 + place % 2)
        total += doubled - 9 * (doubled > 9)  # noqa: PLR2004 - the sum of its two digits
    return total % 10 == 0


def siren_fault(given: str) -> Both | None:
    text = _BETWEEN.sub("", given)
    if not (text.isascii() and text.isdigit() and len(text) == 9):  # noqa: PLR2004
        return (
            "un SIREN a neuf chiffres, sans autre signe",
            "a SIREN has nine digits, without any other character",
        )
    if luhn(text):
        return None
    return (
        "la clé de ce SIREN est fausse, un chiffre a été mal recopié",
        "the key of this SIREN is wrong, a digit was miscopied",
    )


def siret_fault(given: str) -> Both | None:
    text = _BETWEEN.sub("", given)
    if not (text.isascii() and text.isdigit() and len(text) == 14):  # noqa: PLR2004
        return (
            "un SIRET a quatorze chiffres, sans autre signe",
            "a SIRET has fourteen digits, without any other character",
        )
    if not luhn(text[:9]):
        return ("ses neuf premiers chiffres ne sont pas un SIREN", "its first nine digits are not a SIREN")
    # The offices of La Poste follow another key since numbers ran out.
    office = text.startswith(_LA_POSTE) and text != _ITS_SEAT
    if sum(map(int, text)) % 5 == 0 if office else luhn(text):
        return None
    return (
        "la clé de ce SIRET est fausse, un chiffre a été mal recopié",
        "the key of this SIRET is wrong, a digit was miscopied",
    )


SIREN = FrenchCheck(("french-siren-value", "siren"), SirenValue, one_column, plain(siren_fault))
SIRET = FrenchCheck(("french-siret-value", "siret"), SiretValue, one_column, plain(siret_fault))
