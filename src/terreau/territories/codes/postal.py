"""Postal codes (La Poste), as they are found in addresses: "38 000", "38026 GRENOBLE CEDEX 1", "F-20000"."""

import re
from typing import NamedTuple

from terreau.territories.codes.errors import UnreadableCodeError, quoted
from terreau.territories.codes.writing import LONGEST, is_digits

MONACO = "980"
CORSICA = {"200": "2A", "201": "2A", "202": "2B", "206": "2B"}
"""200 and 201 serve the South; 202 and 206 (Bastia and its surroundings) the North."""

SHARED_OVERSEAS = {"97133": "977", "97150": "978"}
"""Saint-Barthélemy and Saint-Martin left Guadeloupe in 2007 and kept its postal codes."""

_LEADING = re.compile(
    r"(?:F(?:R)?[\s-]+)?(\d(?:[\s.]?\d){4})(?!\d)(.*)", re.ASCII | re.IGNORECASE | re.DOTALL
)
_CEDEX = re.compile(r"\bcedex\b", re.IGNORECASE)
_HIGHEST_MAINLAND = 95
_MILITARY = "00"
_CORSICA = "20"


class Postal(NamedTuple):
    """A postal code, the département it points to where it tells, and whether it is an addressee's (CEDEX).

    A few offices serve communes of the next département: `departement` is a strong hint, not a proof.
    """

    code: str
    departement: str | None
    cedex: bool


def parse_postal(text: str) -> Postal:
    """Postal code at the start of a text, followed or not by a town. Raises UnreadableCodeError."""
    match = _LEADING.match(text[:LONGEST].strip())
    if match is None:
        message = f"{quoted(text)} ne commence pas par un code postal."
        raise UnreadableCodeError(message, "Un code postal français a cinq chiffres, par exemple 38400.")
    code = "".join(sign for sign in match[1] if is_digits(sign))
    if code.startswith(MONACO):
        message = f"{code} est un code postal de Monaco, qui n'est pas une commune française."
        raise UnreadableCodeError(message, "Donnez le code postal d'une commune française.")
    departement = _departement(code)
    if departement is None and not code.startswith(_MILITARY):
        message = f"{code} n'est pas un code postal français."
        raise UnreadableCodeError(
            message, "Ses premiers chiffres ne sont ceux d'aucun département\u00a0: vérifiez-les."
        )
    return Postal(code, departement, bool(_CEDEX.search(match[2])))


def _departement(code: str) -> str | None:
    if code in SHARED_OVERSEAS:
        return SHARED_OVERSEAS[code]
    if code.startswith(_CORSICA):
        return CORSICA.get(code[:3])
    if code.startswith(("97", "98")):
        return code[:3] if code[:3] in OVERSEAS_POSTAL else None
    return code[:2] if 1 <= int(code[:2]) <= _HIGHEST_MAINLAND else None


OVERSEAS_POSTAL = frozenset({"971", "972", "973", "974", "975", "976", "984", "986", "987", "988"})
"""Départements and collectivités whose postal codes begin with their number."""
