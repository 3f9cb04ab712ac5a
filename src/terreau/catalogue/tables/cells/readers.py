"""From the text of a cell to its value: the compiled SQL may only be more cautious than this.

Each reader gives the value, or None where the text is not of the type. They follow
https://specs.frictionlessdata.io/table-schema/ as frictionless 5 reads it, through the same small libraries
(dateutil, isodate, rfc3986, validators), so that the verdict is the same.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import isodate
import validators

from terreau.catalogue.tables.cells.geo import is_geojson, is_topojson, read_point
from terreau.catalogue.tables.cells.wkt import is_wkt

if TYPE_CHECKING:
    from collections.abc import Callable

    from terreau.catalogue.tables.schema.model import Field

Reader = "Callable[[str], Any]"
_AROUND = re.compile(r"((^[^-\d]*)|(\D*$))")


def reader_of(field: Field) -> Callable[[str], Any]:
    """The function that reads one cell of a field; it never raises."""
    read = _READERS[field.type](field)

    def safely(text: str) -> Any:
        try:
            return read(text)
        except Exception:  # noqa: BLE001 - whatever a text does to a parser, the answer is: not of this type
            return None

    return safely


def _any(_: Field) -> Callable[[str], Any]:
    return str


def _string(field: Field) -> Callable[[str], Any]:
    checks: dict[str, Callable[[str], bool]] = {
        "uri": _is_uri,
        "email": lambda text: bool(validators.email(text)),
        "uuid": lambda text: bool(validators.uuid(text)),
        "binary": lambda text: base64.b64decode(text) is not None,
        "wkt": is_wkt,
    }
    check = checks.get(field.format)
    return (lambda text: text if check(text) else None) if check else str


def _is_uri(text: str) -> bool:
    # Only where a field holds addresses: a third of the time a short check takes to start goes into imports.
    from rfc3986 import exceptions, uri_reference
    from rfc3986.validators import Validator

    try:
        Validator().require_presence_of("scheme").validate(uri_reference(text))
    except exceptions.ValidationError:
        return False
    return True


def _integer(field: Field) -> Callable[[str], Any]:
    bare, group = field.options.get("bareNumber", True), field.options.get("groupChar", "")

    def read(text: str) -> Any:
        text = text.strip()
        return int(
            (text if bare else _AROUND.sub("", text)).replace(group, "") if group or not bare else text
        )

    return read


def _number(field: Field) -> Callable[[str], Any]:
    bare = field.options.get("bareNumber", True)
    group, point = field.options.get("groupChar", ""), field.options.get("decimalChar", ".")
    prepared = bool({"groupChar", "decimalChar", "bareNumber"} & set(field.options))
    cast: Callable[[str], Any] = float if field.options.get("floatNumber") else Decimal

    def read(text: str) -> Any:
        text = text.strip()
        if prepared:
            text = (text if bare else _AROUND.sub("", text)).replace(group, "")
            if point != "." and "." in text:
                return None
            text = text.replace(point, ".")
        value = cast(text)
        # A NaN that signals stops whatever compares it.
        return Decimal("NaN") if isinstance(value, Decimal) and value.is_snan() else value

    return read


def _boolean(field: Field) -> Callable[[str], Any]:
    words = dict.fromkeys(field.options.get("trueValues", ["true", "True", "TRUE", "1"]), True)
    words |= dict.fromkeys(field.options.get("falseValues", ["false", "False", "FALSE", "0"]), False)
    return words.get


# No date is longer; dateutil takes hours over a cell of megabytes.
_LONGEST_DATE = 200


def _dates() -> Any:
    """Dateutil's parser, loaded only where a field holds dates of its kinds."""
    from dateutil import parser

    return parser


def _any_date(text: str) -> Any:
    if len(text) > _LONGEST_DATE:
        return None
    read = _dates().parse(text)
    try:
        read.utcoffset()
    except ValueError:
        # A zone of a day or more ("+99:00") is read by this library and by no other: the moment is kept without it.
        return read.replace(tzinfo=None)
    return read


def _date(field: Field) -> Callable[[str], Any]:
    if field.format == "any":
        return lambda text: _any_date(text).date()
    form = "%Y-%m-%d" if field.format == "default" else field.format
    return lambda text: dt.datetime.strptime(text, form).date()  # noqa: DTZ007 - a date has no zone


def _datetime(field: Field) -> Callable[[str], Any]:
    dateutil_parser = _dates()
    if field.format == "any":
        return _any_date
    if field.format == "default":
        # Seconds are asked for: isoparse alone would take 2020-01-01T10.
        return lambda text: dateutil_parser.isoparse(text) if text[16] == ":" and len(text) >= 19 else None  # noqa: PLR2004
    return lambda text: dt.datetime.strptime(text, field.format)  # noqa: DTZ007 - the format says if there is a zone


def _time(field: Field) -> Callable[[str], Any]:
    dateutil_parser = _dates()
    if field.format == "any":
        return lambda text: _any_date(text).timetz()
    if field.format == "default":
        return lambda text: (
            dateutil_parser.isoparse(f"2000-01-01T{text}").timetz()
            if text[5] == ":" and len(text) >= 8  # noqa: PLR2004
            else None
        )
    return lambda text: dt.datetime.strptime(text, field.format).timetz()  # noqa: DTZ007 - same


def _year(_: Field) -> Callable[[str], Any]:
    return lambda text: int(text) if len(text) == 4 and 0 <= int(text) <= 9999 else None  # noqa: PLR2004


def _yearmonth(_: Field) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        year, month = (int(part) for part in text.split("-"))
        return (year, month) if 1 <= month <= 12 else None  # noqa: PLR2004

    return read


def _duration(_: Field) -> Callable[[str], Any]:
    return isodate.parse_duration  # type: ignore[no-any-return]


def _json(kind: type) -> Callable[[Field], Callable[[str], Any]]:
    def build(_: Field) -> Callable[[str], Any]:
        def read(text: str) -> Any:
            value = json.loads(text)
            return value if isinstance(value, kind) else None

        return read

    return build


def _geojson(field: Field) -> Callable[[str], Any]:
    fits = is_topojson if field.format == "topojson" else is_geojson

    def read(text: str) -> Any:
        value = json.loads(text)
        return value if isinstance(value, dict) and fits(value) else None

    return read


def _geopoint(field: Field) -> Callable[[str], Any]:
    return lambda text: read_point(text, field.format)


def _list(field: Field) -> Callable[[str], Any]:
    from dataclasses import replace

    read_item = reader_of(
        replace(field, type=field.options.get("itemType", "string"), format="default", options={})
    )
    delimiter = field.options.get("delimiter", ",")

    def read(text: str) -> Any:
        items = [read_item(one) for one in text.split(delimiter)]
        return None if any(one is None for one in items) else items

    return read


_READERS: dict[str, Callable[[Field], Callable[[str], Any]]] = {
    "any": _any,
    "string": _string,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "date": _date,
    "datetime": _datetime,
    "time": _time,
    "year": _year,
    "yearmonth": _yearmonth,
    "duration": _duration,
    "array": _json(list),
    "object": _json(dict),
    "geojson": _geojson,
    "geopoint": _geopoint,
    "list": _list,
}
