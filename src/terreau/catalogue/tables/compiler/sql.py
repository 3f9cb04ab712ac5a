"""Pieces of SQL: quoting, and the columns of the view that every query reads (`cells`: c0, c1, …)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def text(value: str) -> str:
    """A string literal. Labels and values of files only ever enter SQL through here."""
    quoted = ["'" + part.replace("'", "''") + "'" for part in value.split("\0")]
    # DuckDB reads a literal up to a NUL: said apart.
    return quoted[0] if len(quoted) == 1 else "(" + " || chr(0) || ".join(quoted) + ")"


def texts(values: Iterable[str]) -> str:
    return ", ".join(text(value) for value in values)


def column(position: int) -> str:
    return f"c{position}"
