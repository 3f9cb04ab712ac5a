"""A row as one line of JSON, the same from SQLite and PostgreSQL, and back again."""

from __future__ import annotations

import base64
import datetime as dt
import decimal
import json
import uuid
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.duration import duration_iso_string

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models import Field


class NotARowError(ValueError):
    """A line that holds no row of its table."""


def written(row: Sequence[object]) -> str:
    """The line of a row."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, bytes | bytearray | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, dt.timedelta):
        return duration_iso_string(value)
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, uuid.UUID | decimal.Decimal):
        return str(value)
    raise TypeError(type(value).__name__)


def reader(
    fields: Sequence[Field[Any, Any]], connection: BaseDatabaseWrapper
) -> Callable[[bytes], list[Any]]:
    """How to read lines into values that the driver takes. The reading raises NotARowError."""
    prepared = [_prepared(field, connection) for field in fields]

    def read(line: bytes) -> list[Any]:
        try:
            values = json.loads(line)
            return [prepare(value) for prepare, value in zip(prepared, values, strict=True)]
        except (ValueError, TypeError, ValidationError, RecursionError, ArithmeticError) as fault:
            raise NotARowError from fault

    return read


def _prepared(field: Field[Any, Any], connection: BaseDatabaseWrapper) -> Callable[[Any], Any]:
    null_is_json = isinstance(field, models.JSONField) and not field.null

    def prepare(value: Any) -> Any:
        if value is None and null_is_json:  # the JSON word null, in a column that knows no NULL
            return field.get_db_prep_value(value, connection)
        return field.get_db_prep_save(field.to_python(value), connection)

    return prepare
