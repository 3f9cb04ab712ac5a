"""How a finding about rows is said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from terreau.catalogue.tables.checking.report import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHOWN = 5


def at_lines(one: Finding, header_row: int) -> Finding:
    """The same, its sentence naming lines as a spreadsheet shows them: the header is among them."""
    rows = [row + header_row for row in one.rows]
    said = one.message.replace(where(one.rows, one.count), where(rows, one.count))
    return replace(one, message=said)


def where(rows: Sequence[int], count: int) -> str:
    """The first rows, and how many others."""
    shown = ", ".join(map(str, rows[:_SHOWN]))
    said = "ligne" if count == 1 else "lignes"
    return f"{said} {shown}" + (f" et {count - _SHOWN} autres" if count > _SHOWN else "")


def finding(code: str, title: str, label: str, rows: list[int], remedy: str) -> Finding:
    """A finding with the first rows it is about."""
    of = f" de « {label} »" if label else ""
    message = f"{title}{of} : {where(rows, len(rows))}."
    return Finding(code, title, message, remedy, label, len(rows), tuple(rows[:1000]))
