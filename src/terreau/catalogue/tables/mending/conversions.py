"""Ways French files write a value that a schema writes otherwise; each proposes, the judge of the field disposes."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from terreau.catalogue.tables.french.coordinates import in_france
from terreau.catalogue.tables.mending.changes import BLANK_ROWS, RENAMED, SWAP, Change

if TYPE_CHECKING:
    from collections.abc import Callable

    from terreau.catalogue.tables.schema.model import Field

_BLANKS = re.compile(r"[\s\u00a0\u202f]+")
_YES = {"oui", "o", "vrai", "true", "yes", "y", "x", "1", "t"}
_NO = {"non", "n", "faux", "false", "no", "0", "f"}
_MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
_DAY_FIRST = re.compile(
    r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})(?:[ T](\d{1,2})[:hH](\d{2})(?::(\d{2}))?)?"
)
_YEAR_FIRST = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?.*)?")
_IN_WORDS = re.compile(r"(\d{1,2})(?:er)? (\w+) (\d{4})")
_DAY_OF_1950, _DAY_OF_2100 = 18264, 73051
#: A text longer than that is no value of a closed list.
_LONGEST = 1_000
_PAIR = re.compile(r"[\[(]?\s*(-?\d{1,3}(?:[.,]\d+)?)\s*[;,\s/]\s*(-?\d{1,3}(?:[.,]\d+)?)\s*[\])]?")


@dataclass(frozen=True)
class Conversion(Change):
    """A change of one value: `propose` gives a text that may be right, or None."""

    propose: Callable[[Field, str], str | None]


def folded(text: str) -> str:
    """Without accents, case nor doubled blanks: how people compare words."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return _BLANKS.sub(" ", plain.replace("’", "'")).strip()


def _trim(_: Field, text: str) -> str | None:
    return _BLANKS.sub(" ", text).strip()


def _boolean(field: Field, text: str) -> str | None:
    if field.type != "boolean":
        return None
    word = folded(text)
    if word in _YES:
        return str(field.options.get("trueValues", ["true"])[0])
    return str(field.options.get("falseValues", ["false"])[0]) if word in _NO else None


def _number(field: Field, text: str) -> str | None:
    if field.type not in ("number", "integer"):
        return None
    plain = _BLANKS.sub("", text).replace("€", "").replace("−", "-")
    if "," in plain and "." in plain:
        plain = plain.replace("." if plain.rfind(",") > plain.rfind(".") else ",", "")
    plain = plain.replace(",", ".")
    return re.sub(r"\.0+$", "", plain) if field.type == "integer" else plain


def _date(field: Field, text: str) -> str | None:
    if field.type not in ("date", "datetime") or not (moment := read_french_date(text)):
        return None
    default = "%Y-%m-%d" if field.type == "date" else "%Y-%m-%dT%H:%M:%S"
    return moment.strftime(default if field.format in ("default", "any") else field.format)


def read_french_date(text: str) -> dt.datetime | None:
    """A date as people write it: day first, or year first, or in words."""
    text = text.strip()
    try:
        if found := _YEAR_FIRST.fullmatch(text):
            return dt.datetime(*(int(part or 0) for part in found.groups()))  # type: ignore[arg-type]  # noqa: DTZ001
        if found := _DAY_FIRST.fullmatch(text):
            day, month, year, *clock = (int(part or 0) for part in found.groups())
            year += 2000 if len(found[3]) == 2 and year < 70 else 1900 if len(found[3]) == 2 else 0  # noqa: PLR2004
            hour, minute, second = clock
            return dt.datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - no zone was written
        if found := _IN_WORDS.fullmatch(folded(text)):
            months = [folded(one) for one in _MONTHS]
            return dt.datetime(int(found[3]), months.index(found[2]) + 1, int(found[1]))  # noqa: DTZ001
    except ValueError:
        return None
    return None


def _serial_date(field: Field, text: str) -> str | None:
    """A day that a spreadsheet gives as a number: days since 1899-12-30, which its 1900 leap year makes so."""
    if field.type not in ("date", "datetime") or not re.fullmatch(r"\d{5}(\.0+)?", text.strip()):
        return None
    days = int(text.strip()[:5])
    if not _DAY_OF_1950 <= days < _DAY_OF_2100:
        return None
    day = dt.date(1899, 12, 30) + dt.timedelta(days=days)
    return _date(field, day.isoformat())


def _spaces_out(field: Field, text: str) -> str | None:
    return re.sub(r"[\s\u00a0\u202f.\-]", "", text) if field.type == "string" else None


def _zeros(field: Field, text: str) -> str | None:
    """A code that a spreadsheet took for a number."""
    if field.type != "string" or not (field.constraints.get("pattern") or field.constraints.get("minLength")):
        return None
    return f"0{text}" if re.fullmatch(r"\d[\dAB]*", text) else None


def _enum(field: Field, text: str) -> str | None:
    listed = tuple(map(str, field.constraints.get("enum") or ()))
    if not listed or len(text) > _LONGEST:
        return None
    return _by_letters(listed).get(folded(text))


@lru_cache(maxsize=256)
def _by_letters(listed: tuple[str, ...]) -> dict[str, str]:
    """The values of a closed list by their letters alone; folded once, whatever is compared with them."""
    return {folded(one): one for one in reversed(listed)}


def _code(field: Field, text: str) -> str | None:
    """A code that a program took for a number with decimals: « 244900015.0 »."""
    found = re.fullmatch(r"(\d+)\.0+", text.strip())
    return found[1] if found and field.type == "string" else None


def _point(field: Field, text: str) -> str | None:
    if field.type != "geopoint" or not (pair := _PAIR.fullmatch(text.strip())):
        return None
    longitude, latitude = (one.replace(",", ".") for one in pair.groups())
    if not in_france(float(longitude), float(latitude)) and in_france(float(latitude), float(longitude)):
        longitude, latitude = latitude, longitude
    if field.format == "array":
        return f"[{longitude},{latitude}]"
    return (
        f'{{"lon": {longitude}, "lat": {latitude}}}'
        if field.format == "object"
        else f"{longitude},{latitude}"
    )


def _address(field: Field, text: str) -> str | None:
    plain = text.strip()
    if field.format == "uri" and re.match(r"(www\.|[a-z0-9-]+\.[a-z]{2,})", plain):
        return f"https://{plain}"
    return plain.removeprefix("mailto:").replace(" ", "").rstrip(".;,") if field.format == "email" else None


CONVERSIONS = (
    Conversion("trim", ("Espaces en trop retirés", "Extra blanks removed"), _trim),
    Conversion(
        "boolean-words",
        ("Oui et non écrits comme le schéma les attend", "Yes and no written as the schema expects them"),
        _boolean,
    ),
    Conversion(
        "decimal-point",
        ("Nombres écrits avec un point et sans espace", "Numbers written with a point and without a blank"),
        _number,
    ),
    Conversion("iso-date", ("Dates remises dans l’ordre attendu", "Dates put in the order expected"), _date),
    Conversion(
        "serial-date",
        ("Dates données en numéro de jour de tableur", "Dates given as the day number of a spreadsheet"),
        _serial_date,
    ),
    Conversion(
        "closed-list",
        ("Valeurs de liste remises à la lettre", "Values of a list written to the letter"),
        _enum,
    ),
    Conversion("decimals-in-code", ("Décimales retirées des codes", "Decimals removed from codes"), _code),
    Conversion(
        "spaces-in-code",
        ("Espaces et tirets retirés des codes", "Blanks and hyphens removed from codes"),
        _spaces_out,
    ),
    Conversion(
        "lost-zeros", ("Zéros perdus remis devant les codes", "Lost zeros put back before codes"), _zeros
    ),
    Conversion(
        "point-order", ("Points réécrits longitude d’abord", "Points written again, longitude first"), _point
    ),
    Conversion("address", ("Adresses complétées", "Addresses completed"), _address),
)

CONVERSION_NAMES = (RENAMED.name, *(one.name for one in CONVERSIONS), SWAP.name, BLANK_ROWS.name)
