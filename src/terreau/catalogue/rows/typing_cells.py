"""Texts of a table as typed values, in SQL: what a schema says, or what the cells show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from terreau.catalogue.rows.columns import Kind
from terreau.catalogue.tables.compiler.sql import text, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from terreau.catalogue.tables import Field


@dataclass(frozen=True)
class Cast:
    """`sql` gives the typed value of a cell, NULL where it does not read as one."""

    name: str
    kind: Kind
    sql: Callable[[str], str]


AS_TEXT = Cast("text", Kind.TEXT, lambda cell: cell)

_WHOLE = r"[+-]?\d{1,18}"
_DOTTED = r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?"
_COMMA = r"[+-]?\d+(,\d+)?"


def _checked(pattern: str, sql: Callable[[str], str]) -> Callable[[str], str]:
    """A cast that only sees what is surely of its kind: DuckDB alone reads "1e3" as a whole number."""
    return lambda cell: (
        f"CASE WHEN regexp_full_match(trim({cell}), {text(pattern)}) THEN {sql(f'trim({cell})')} END"
    )


_INTEGER = Cast("integer", Kind.INTEGER, _checked(_WHOLE, lambda cell: f"TRY_CAST({cell} AS BIGINT)"))
_NUMBER = Cast("number", Kind.NUMBER, _checked(_DOTTED, lambda cell: f"TRY_CAST({cell} AS DOUBLE)"))
_FRENCH_NUMBER = Cast(
    "number with a comma",
    Kind.NUMBER,
    _checked(_COMMA, lambda cell: f"TRY_CAST(replace({cell}, ',', '.') AS DOUBLE)"),
)
_DATE = Cast("date", Kind.DATE, _checked(r"\d{4}-\d{2}-\d{2}", lambda cell: f"TRY_CAST({cell} AS DATE)"))
_FRENCH_DATE = Cast(
    "French date",
    Kind.DATE,
    _checked(r"\d{1,2}/\d{1,2}/\d{4}", lambda cell: f"try_strptime({cell}, '%d/%m/%Y')::DATE"),
)
# A moment with a zone stays as it is written: which of the two times one means is the file's to say.
_MOMENT = Cast(
    "datetime",
    Kind.DATETIME,
    _checked(
        r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?",
        lambda cell: f"TRY_CAST(replace({cell}, 'T', ' ') AS TIMESTAMP)",
    ),
)
_TIME = Cast("time", Kind.TIME, _checked(r"\d{2}:\d{2}:\d{2}", lambda cell: f"TRY_CAST({cell} AS TIME)"))
_GUESSED = (_INTEGER, _NUMBER, _FRENCH_NUMBER, _DATE, _FRENCH_DATE, _MOMENT)
#: What is written in digits and is not counted: an average of postcodes means nothing.
_CODES = re.compile(
    r"(?<![a-z])(code|cp|insee|siren|siret|id|ref|reference|num|numero|telephone|tel|phone|postal|uai|finess|rna)(?![a-z])"
)


def guesses(name: str, sample: Sequence[str]) -> tuple[Cast, ...]:
    """What the cells of a column look like, the likeliest first; text closes the list."""
    if not sample or is_code(name, sample):
        return (AS_TEXT,)
    flags = {value.strip().lower() for value in sample}
    if flags <= {"true", "false"} or flags <= {"oui", "non"} or flags <= {"vrai", "faux"}:
        return (_boolean(("true", "oui", "vrai"), ("false", "non", "faux")), AS_TEXT)
    return (*_GUESSED, AS_TEXT)


def is_code(name: str, sample: Sequence[str]) -> bool:
    """Whether digits name something: by the name of the column, or because some begin with a zero."""
    plain = re.sub(r"[^a-z]+", " ", re.sub(r"([a-z])([A-Z])", r"\1 \2", name).lower())
    led = any(re.fullmatch(r"0\d+", value.strip()) for value in sample)
    return led or (
        bool(_CODES.search(plain)) and all(re.fullmatch(r"\s*\d[\d\s]*", value) for value in sample)
    )


def casts_of(field: Field) -> tuple[Cast, ...]:
    """What the schema says of a column; text closes the list."""
    maker = _BY_TYPE.get(field.type)
    made = maker(field) if maker else None
    return (made, AS_TEXT) if made else (AS_TEXT,)


def _boolean(yes: Sequence[str], no: Sequence[str]) -> Cast:
    def sql(cell: str) -> str:
        plain = f"lower(trim({cell}))"
        said = (texts([word.lower() for word in words]) for words in (yes, no))
        return "CASE WHEN {0} IN ({1}) THEN true WHEN {0} IN ({2}) THEN false END".format(plain, *said)

    return Cast("boolean", Kind.BOOLEAN, sql)


def _declared_boolean(field: Field) -> Cast:
    said = field.options
    yes, no = said.get("trueValues") or ["true", "1"], said.get("falseValues") or ["false", "0"]
    return _boolean([*map(str, yes)], [*map(str, no)])


def _declared_number(field: Field) -> Cast | None:
    """Numbers in the writing of the schema; one with signs around ("12 €") stays text."""
    decimal, group = str(field.options.get("decimalChar", ".")), str(field.options.get("groupChar", ""))
    if field.options.get("bareNumber") is False:
        return None

    def sql(cell: str) -> str:
        plain = f"replace({cell}, {text(group)}, '')" if group else cell
        plain = f"replace({plain}, {text(decimal)}, '.')" if decimal != "." else plain
        base = _INTEGER if field.type == "integer" else _NUMBER
        return base.sql(f"({plain})")

    return Cast(field.type, Kind.INTEGER if field.type == "integer" else Kind.NUMBER, sql)


def _declared_date(field: Field) -> Cast | None:
    if field.format == "default":
        return _DATE
    if field.format == "any":
        return None
    return Cast("date", Kind.DATE, lambda cell: f"try_strptime(trim({cell}), {text(field.format)})::DATE")


def _declared_moment(field: Field) -> Cast | None:
    if field.format == "default":
        return _MOMENT
    if field.format == "any" or "%z" in field.format.lower():
        return None
    return Cast("datetime", Kind.DATETIME, lambda cell: f"try_strptime(trim({cell}), {text(field.format)})")


_BY_TYPE: dict[str, Callable[[Field], Cast | None]] = {
    "integer": _declared_number,
    "number": _declared_number,
    "year": lambda _field: _INTEGER,
    "boolean": _declared_boolean,
    "date": _declared_date,
    "datetime": _declared_moment,
    "time": lambda field: _TIME if field.format == "default" else None,
}
