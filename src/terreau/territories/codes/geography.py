"""Codes of communes, départements and régions (INSEE, Code officiel géographique).

https://www.insee.fr/fr/information/2560452
"""

import re

from terreau.territories.codes.errors import UnreadableCodeError, quoted
from terreau.territories.codes.writing import compact, is_digits

MAINLAND = frozenset([f"{number:02d}" for number in (*range(1, 20), *range(21, 96))] + ["2A", "2B"])
"""20 named Corsica until 1976; it is no département of today."""

OVERSEAS_DEPARTEMENTS = frozenset({"971", "972", "973", "974", "976"})
OVERSEAS_COLLECTIVITIES = frozenset({"975", "977", "978", "984", "986", "987", "988", "989"})
"""984 is the Terres australes et antarctiques, 989 Clipperton; 979 and 985 (Mayotte before 2011) name
nothing now."""

REGIONS = frozenset(
    [
        "01",
        "02",
        "03",
        "04",
        "06",
        "11",
        "24",
        "27",
        "28",
        "32",
        "44",
        "52",
        "53",
        "75",
        "76",
        "84",
        "93",
        "94",
    ]
)
"""Since the reform of 2016; collectivités d'outre-mer stand for their own région."""

OLD_REGIONS = frozenset(
    ["21", "22", "23", "25", "26", "31", "41", "42", "43", "54", "72", "73", "74", "82", "83", "91"]
)
"""Merged on 1 January 2016."""

_COMMUNE = re.compile(r"(?:\d{2}|2[AB])\d{3}", re.ASCII)
_COMMUNE_LENGTH = 5


def parse_commune(text: str) -> str:
    """INSEE code of a commune, former or current: five signs. Raises UnreadableCodeError.

    A code which lost its first zero in a spreadsheet ("1004") is refused, with the remedy said, rather than
    mended: nobody can know whether the missing digit is that one.
    """
    code = compact(text)
    if not _COMMUNE.fullmatch(code):
        message = f"{quoted(text)} n'est pas un code de commune."
        raise UnreadableCodeError(message, _commune_remedy(code))
    if departement_of(code) is None:
        message = f"Le code {quoted(text)} commence par un numéro qui n'est celui d'aucun département."
        raise UnreadableCodeError(message, "Vérifiez les deux ou trois premiers chiffres.")
    return code


def parse_departement(text: str) -> str:
    """Code of a département or collectivité d'outre-mer ("38", "2A", "974"). Raises UnreadableCodeError."""
    code = compact(text)
    if is_digits(code) and len(code) == 1:
        code = f"0{code}"
    if code in MAINLAND or code in OVERSEAS_DEPARTEMENTS or code in OVERSEAS_COLLECTIVITIES:
        return code
    message = f"{quoted(text)} n'est pas un numéro de département."
    remedy = "Écrivez deux signes en métropole (38, 2A) ou trois outre-mer (974)."
    if code == "20":
        remedy = "Depuis 1976, la Corse a deux départements\u00a0: écrivez 2A ou 2B."
    raise UnreadableCodeError(message, remedy)


def parse_region(text: str) -> str:
    """Code of a région, with or without the R of our addresses ("R84"). Raises UnreadableCodeError."""
    code = compact(text).removeprefix("R")
    if is_digits(code) and len(code) == 1:
        code = f"0{code}"
    if code in REGIONS or code in OVERSEAS_COLLECTIVITIES:
        return code
    message = f"{quoted(text)} n'est pas un code de région."
    remedy = "Écrivez R suivi du code de la région, par exemple R84 pour Auvergne-Rhône-Alpes."
    if code in OLD_REGIONS:
        remedy = "Cette région a fusionné avec d'autres en 2016\u00a0: donnez le code de la nouvelle région."
    raise UnreadableCodeError(message, remedy)


def departement_of(commune: str) -> str | None:
    """Département that the INSEE code of a commune shows, or None when it shows none.

    Corsican codes of before 1976 (20xxx) give "20", as they do not say which half they went to.
    """
    if commune[:3] in OVERSEAS_DEPARTEMENTS | OVERSEAS_COLLECTIVITIES:
        return commune[:3]
    if commune[:2] in MAINLAND or commune[:2] == "20":
        return commune[:2]
    return None


def _commune_remedy(code: str) -> str:
    if is_digits(code) and len(code) == _COMMUNE_LENGTH - 1:
        return f"Il manque sans doute un zéro au début\u00a0: essayez 0{code}."
    return "Un code INSEE de commune a cinq signes (38185, 2A004)\u00a0; ce n'est pas le code postal."
