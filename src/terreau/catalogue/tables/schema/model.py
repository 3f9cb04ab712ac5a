"""A Table Schema as facts: what the columns are called and what they may hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Field:
    """One column. `options` keeps what only some types use (trueValues, decimalChar, categories…)."""

    name: str
    type: str = "string"
    format: str = "default"
    title: str = ""
    description: str = ""
    example: Any = None
    constraints: dict[str, Any] = field(default_factory=dict)
    missing_values: tuple[str, ...] = ("",)
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def required(self) -> bool:
        return bool(self.constraints.get("required"))


@dataclass(frozen=True)
class ForeignKey:
    """Columns whose values must exist in another table; an empty resource is this very table."""

    fields: tuple[str, ...]
    resource: str
    reference: tuple[str, ...]


@dataclass(frozen=True)
class CustomCheck:
    """A check beyond Table Schema, as French schemas write them (`custom_checks`, used by Validata)."""

    name: str
    params: dict[str, Any]


@dataclass(frozen=True)
class Schema:
    """`fields_match` says how labels meet fields (Data Package v2); `exact` is by order."""

    fields: tuple[Field, ...]
    name: str = ""
    title: str = ""
    description: str = ""
    version: str = ""
    fields_match: str = "exact"
    primary_key: tuple[str, ...] = ()
    unique_keys: tuple[tuple[str, ...], ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    custom_checks: tuple[CustomCheck, ...] = ()
    source: str = ""

    def field(self, name: str) -> Field | None:
        return next((one for one in self.fields if one.name == name), None)
