"""SIREN and SIRET numbers (INSEE, répertoire SIRENE).

An EPCI is known by its SIREN; so are communes, beside their INSEE code.
"""

from terreau.territories.codes.errors import UnreadableCodeError, WrongKeyError, quoted
from terreau.territories.codes.luhn import luhn_valid
from terreau.territories.codes.writing import compact, is_digits

SIREN_LENGTH = 9
SIRET_LENGTH = 14

LA_POSTE = "356000000"
"""Its establishments outgrew the Luhn rule: their 14 digits must sum to a multiple of 5 (INSEE, SIRENE
notes)."""

_POSTE_DIVISOR = 5

PUBLIC_PREFIXES = ("20", "24")
"""First digits of the SIREN of EPCI with their own taxes; 99 joined them when 20 ran short (Thionville,
2026)."""


def parse_siren(text: str) -> str:
    """Nine digits of a SIREN whose key is right. Raises UnreadableCodeError, WrongKeyError."""
    digits = compact(text)
    if not is_digits(digits) or len(digits) != SIREN_LENGTH:
        message = f"{quoted(text)} n'est pas un numéro SIREN\u00a0: il en faut {SIREN_LENGTH} chiffres."
        raise UnreadableCodeError(message, _remedy(digits))
    if not luhn_valid(digits):
        message = f"Le numéro SIREN {quoted(text)} contient une erreur\u00a0: sa clé ne correspond pas."
        raise WrongKeyError(
            message, "Relisez-le chiffre par chiffre, ou copiez-le depuis l'Annuaire des entreprises."
        )
    return digits


def parse_siret(text: str) -> str:
    """Fourteen digits of a SIRET whose key is right. Raises UnreadableCodeError, WrongKeyError."""
    digits = compact(text)
    if not is_digits(digits) or len(digits) != SIRET_LENGTH:
        message = f"{quoted(text)} n'est pas un numéro SIRET\u00a0: il en faut {SIRET_LENGTH} chiffres."
        raise UnreadableCodeError(
            message, "Un SIRET est un SIREN (9 chiffres) suivi de 5 chiffres pour l'établissement."
        )
    if not _siret_key_right(digits):
        message = f"Le numéro SIRET {quoted(text)} contient une erreur\u00a0: sa clé ne correspond pas."
        raise WrongKeyError(
            message, "Relisez-le chiffre par chiffre, ou copiez-le depuis l'Annuaire des entreprises."
        )
    return digits


def parse_epci(text: str) -> str:
    """SIREN of an EPCI. Raises UnreadableCodeError, WrongKeyError."""
    digits = parse_siren(text)
    if not digits.startswith((*PUBLIC_PREFIXES, "99")):
        message = f"{quoted(text)} est un numéro SIREN, mais pas celui d'une intercommunalité."
        raise UnreadableCodeError(
            message, "Le SIREN d'une intercommunalité commence par 20 ou 24 (ou 99 depuis 2026)."
        )
    return digits


def siren_of(siret: str) -> str:
    """The organisation of an establishment, from a SIRET already parsed."""
    return siret[:SIREN_LENGTH]


def nic_of(siret: str) -> str:
    """The five digits which tell the establishments of an organisation apart, from a SIRET already parsed."""
    return siret[SIREN_LENGTH:]


def _siret_key_right(digits: str) -> bool:
    if not luhn_valid(digits[:SIREN_LENGTH]):
        return False
    if digits.startswith(LA_POSTE) and sum(map(int, digits)) % _POSTE_DIVISOR == 0:
        return True
    return luhn_valid(digits)


def _remedy(digits: str) -> str:
    if len(digits) == SIRET_LENGTH:
        return "Vous avez sans doute donné un SIRET\u00a0: ses neuf premiers chiffres sont le SIREN."
    return "Le SIREN figure sur l'avis de situation SIRENE ou dans l'Annuaire des entreprises."
