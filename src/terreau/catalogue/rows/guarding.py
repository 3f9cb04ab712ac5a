"""Texts that a spreadsheet would take for a formula, made harmless in a way that can be undone.

A cell that begins with = + - @, a tabulation or a line break is computed by spreadsheets when a CSV is opened
(https://owasp.org/www-community/attacks/CSV_Injection). It is given an apostrophe in front. So is a text that
already begins with an apostrophe: taking one apostrophe off every text that begins with one gives back exactly
what was there. Numbers and dates are left alone. XLSX needs none of this: its cells say that they are texts.
"""

from __future__ import annotations

from terreau.catalogue.tables.compiler.sql import texts

_FIRST = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def guarded(value: str) -> str:
    return f"'{value}" if value.startswith(_FIRST) else value


def unguarded(value: str) -> str:
    """What was there before `guarded`."""
    return value.removeprefix("'")


def guarded_sql(cell: str) -> str:
    """`guarded`, in SQL."""
    return f"CASE WHEN left({cell}, 1) IN ({texts(_FIRST)}) THEN '''' || {cell} ELSE {cell} END"
