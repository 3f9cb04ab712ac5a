"""Engine: the codes by which France names its territories, its organisations and its post.

Every `parse_*` takes what people write ("38 185", "2a004") and gives the official form, or raises a
CodeError that says what is wrong and what to do. No list is consulted: a well-formed code may still name
nothing.
"""

from terreau.territories.codes.errors import CodeError, UnreadableCodeError, WrongKeyError
from terreau.territories.codes.geography import (
    OVERSEAS_COLLECTIVITIES,
    departement_of,
    parse_commune,
    parse_departement,
    parse_region,
)
from terreau.territories.codes.guess import Family, families
from terreau.territories.codes.luhn import luhn_valid
from terreau.territories.codes.organisations import nic_of, parse_epci, parse_siren, parse_siret, siren_of
from terreau.territories.codes.postal import Postal, parse_postal
from terreau.territories.codes.writing import compact

__all__ = [
    "OVERSEAS_COLLECTIVITIES",
    "CodeError",
    "Family",
    "Postal",
    "UnreadableCodeError",
    "WrongKeyError",
    "compact",
    "departement_of",
    "families",
    "luhn_valid",
    "nic_of",
    "parse_commune",
    "parse_departement",
    "parse_epci",
    "parse_postal",
    "parse_region",
    "parse_siren",
    "parse_siret",
    "siren_of",
]
