"""For each type, SQL that is true only of texts which are surely of that type.

It may say no to a good text (a rare way of writing a number): such texts are then judged one by one,
exactly. It must
never say yes to a wrong one; tests compare with the reference readers on thousands of generated texts.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal, InvalidOperation
from math import isinf
from typing import TYPE_CHECKING, Any

from terreau.catalogue.tables.compiler.sql import among, text

if TYPE_CHECKING:
    from terreau.catalogue.tables.schema.model import Field

_LONGITUDE = r"-?(1[0-7][0-9]|[1-9]?[0-9])(\.[0-9]+)?"
_LATITUDE = r"-?([1-8]?[0-9])(\.[0-9]+)?"
_DAY = r"(0[1-9]|1[0-9]|2[0-8])"
_FULL_DATE = (
    r"[1-9][0-9]{3}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|"
    r"02-(0[1-9]|1[0-9]|2[0-8]))"
)
_CLOCK = r"([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
_WORD = r"[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*"
_DIRECTIVES = {
    "%Y": "[1-9][0-9]{3}",
    "%m": "(0[1-9]|1[0-2])",
    "%d": _DAY,
    "%H": "([01][0-9]|2[0-3])",
    "%M": "[0-5][0-9]",
    "%S": "[0-5][0-9]",
}
_REGEXES = {
    ("string", "email"): rf"[a-zA-Z0-9]+([._-][a-zA-Z0-9]+){{0,6}}@({_WORD}\.)+[a-zA-Z]{{2,6}}",
    ("string", "uri"): rf"https?://{_WORD}(\.{_WORD})*(/[A-Za-z0-9/_.~-]*)?(\?[A-Za-z0-9/_.~=&-]*)?",
    ("string", "uuid"): r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    ("date", "default"): _FULL_DATE,
    ("date", "%Y-%m-%d"): _FULL_DATE,
    (
        "datetime",
        "default",
    ): rf"[1-9][0-9]{{3}}-(0[1-9]|1[0-2])-{_DAY}T{_CLOCK}(\.[0-9]{{1,6}})?(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9])?",
    ("time", "default"): rf"{_CLOCK}(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9])?",
    ("year", "default"): "[0-9]{4}",
    ("yearmonth", "default"): "[0-9]{4}-(0[1-9]|1[0-2])",
    ("duration", "default"): "P([0-9]{1,4}Y)?([0-9]{1,4}M)?[0-9]{1,4}D",
    ("geopoint", "default"): rf" ?{_LONGITUDE}, ?{_LATITUDE} ?",
    ("geopoint", "array"): rf"\[ ?{_LONGITUDE}, ?{_LATITUDE} ?\]",
}
# DuckDB takes for JSON a comma before a bracket, and names of no number that others refuse: [1,] and [-NaN].
_LOOSE_JSON = r"(?i),\s*[\]}]|nan|inf"


def sure_type(field: Field, cell: str) -> str:  # noqa: PLR0911 - one answer per family of types
    """SQL on the column `cell`, true only where the text is surely of the field's type."""
    kind, form = field.type, field.format
    if kind == "any" or (kind == "string" and form not in ("email", "uri", "uuid", "binary", "wkt")):
        return "true"
    if kind == "boolean":
        words = field.options.get("trueValues", ["true", "True", "TRUE", "1"])
        words = [*words, *field.options.get("falseValues", ["false", "False", "FALSE", "0"])]
        return among(cell, map(str, words)) if words else "false"
    if kind == "list" and field.options.get("itemType", "string") == "string":
        return "true"
    if kind in ("array", "object") and not field.options.get("arrayItem"):
        shape = r"(?s)\s*\[.*" if kind == "array" else r"(?s)\s*\{.*"
        loose = f"regexp_matches({cell}, {text(_LOOSE_JSON)})"
        return f"(json_valid({cell}) AND {_matches(cell, shape)} AND NOT {loose})"
    if kind == "integer":
        plain = field.options.get("bareNumber", True) and not field.options.get("groupChar")
        return _matches(cell, "[-+]?[0-9]{1,15}") if plain else "false"
    if kind == "number":
        return _number(field, cell)
    if (kind, form) in _REGEXES:
        return _matches(cell, _REGEXES[kind, form])
    if kind in ("date", "datetime", "time") and (regex := _from_format(form)):
        return _matches(cell, regex)
    return "false"


def _matches(cell: str, regex: str) -> str:
    return f"regexp_full_match({cell}, {text(regex)})"


def _number(field: Field, cell: str) -> str:
    if {"groupChar", "bareNumber"} & set(field.options):
        return "false"
    point = re.escape(str(field.options.get("decimalChar", ".")))
    return _matches(cell, rf"[-+]?[0-9]{{1,15}}({point}[0-9]{{1,15}})?")


def _from_format(form: str) -> str:
    """The regex of a strptime format made only of plain directives, else nothing."""
    out, at = "", 0
    while at < len(form):
        piece = form[at : at + 2]
        if form[at] != "%":
            out, at = out + re.escape(form[at]), at + 1
        elif piece in _DIRECTIVES and _DIRECTIVES[piece] not in out.replace(_DIRECTIVES["%M"], ""):
            out, at = out + _DIRECTIVES[piece], at + 2
        else:
            return ""
    # A space in a format matches any run of blanks for strptime: one blank is a sure case of it.
    return out


def sure_bounds(field: Field, cell: str) -> list[str] | None:
    """SQL for the bounds, true only where they surely hold; None when SQL cannot tell and every cell must be judged."""
    bounds = {key: field.constraints[key] for key in _SIGNS if field.constraints.get(key) is not None}
    if not bounds:
        return []
    out: list[str] = []
    for key, limit in bounds.items():
        piece = _bound(field, cell, _SIGNS[key], limit)
        if piece is None:
            return None
        out.append(piece)
    return out


_SIGNS = {"minimum": ">=", "maximum": "<=", "exclusiveMinimum": ">", "exclusiveMaximum": "<"}
_SHORT = 15  # significant digits that a double holds exactly


def _bound(field: Field, cell: str, sign: str, limit: Any) -> str | None:
    if field.type in ("integer", "number", "year"):
        try:
            exact = Decimal(str(limit).strip())
        except InvalidOperation:
            return None
        # Beyond the numbers that SQL writes, a bound is for the judge.
        plain = exact.is_finite() and len(exact.as_tuple().digits) <= _SHORT and not isinf(float(exact))
        if field.options or not plain:
            return None
        # Rounding keeps order, so a strict comparison of doubles is sure; an equality is only so for short
        # texts.
        return f"(try_cast({cell} AS DOUBLE) {sign} {float(exact)!r} AND length({cell}) <= {_SHORT})"
    if field.type == "date" and field.format in ("default", "%Y-%m-%d"):
        try:
            day = dt.datetime.strptime(str(limit), "%Y-%m-%d").date()  # noqa: DTZ007 - a date has no zone
        except ValueError:
            return None
        return f"{cell} {sign} {text(day.isoformat())}"
    return None
