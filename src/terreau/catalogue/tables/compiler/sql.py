"""Pieces of SQL: quoting, and the columns of the view that every query reads (`cells`: c0, c1, …)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


_FEW = 12


def text(value: str) -> str:
    """A string literal. Labels and values of files only ever enter SQL through here."""
    quoted = ["'" + part.replace("'", "''") + "'" for part in value.split("\0")]
    # DuckDB reads a literal up to a NUL: said apart.
    return quoted[0] if len(quoted) == 1 else "(" + " || chr(0) || ".join(quoted) + ")"


def texts(values: Iterable[str]) -> str:
    return ", ".join(text(value) for value in values)


def among(cell: str, values: Iterable[str]) -> str:
    """Whether a cell is one of these texts.

    A long list is one regular expression: as constants, the database gives each a buffer, 300 MB for 200
    closed lists.
    """
    listed = list(values)
    if not listed:
        return "false"
    if len(listed) <= _FEW:
        return f"{cell} IN ({texts(listed)})"
    return f"regexp_full_match({cell}, {text('|'.join(map(literal, listed)))})"


def literal(value: str) -> str:
    """A text as a piece of RE2 that matches it alone."""
    plain = (sign if sign.isascii() and sign.isalnum() else rf"\x{{{ord(sign):x}}}" for sign in value)
    return "".join(plain)


def column(position: int) -> str:
    return f"c{position}"
