"""What a column holds, as far as questions about rows need to know."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The type of a column; everything that is none of the others is read as text."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    TIME = "time"

    @property
    def is_number(self) -> bool:
        return self in (Kind.INTEGER, Kind.NUMBER)

    @property
    def is_day(self) -> bool:
        return self in (Kind.DATE, Kind.DATETIME)


_SIZES = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")
_INTEGERS = frozenset((*_SIZES, *(f"U{size}" for size in _SIZES)))
_OTHERS = {
    "FLOAT": Kind.NUMBER,
    "DOUBLE": Kind.NUMBER,
    "BOOLEAN": Kind.BOOLEAN,
    "DATE": Kind.DATE,
    "TIME": Kind.TIME,
    "TIMESTAMP": Kind.DATETIME,
    "TIMESTAMP_S": Kind.DATETIME,
    "TIMESTAMP_MS": Kind.DATETIME,
    "TIMESTAMP_NS": Kind.DATETIME,
}


def kind_of(sql_type: str) -> Kind:
    """The kind of a DuckDB type; lists, structures, moments with a zone and binary are text."""
    if sql_type in _INTEGERS:
        return Kind.INTEGER
    if sql_type.startswith("DECIMAL"):
        return Kind.NUMBER
    return _OTHERS.get(sql_type, Kind.TEXT)


@dataclass(frozen=True)
class Column:
    """One column: its place, its name as the file has it, its kind.

    `declared` is the type of its Table Schema ("" without one), `title` and `description` what the schema says.
    """

    position: int
    name: str
    kind: Kind = Kind.TEXT
    declared: str = ""
    title: str = ""
    description: str = ""

    @property
    def sql(self) -> str:
        """Its name in SQL: a position, so that no name of a file ever enters a query."""
        return f"c{self.position}"
