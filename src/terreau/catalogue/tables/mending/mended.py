"""What one conversion does to one field."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mended:
    """One conversion on one field: how many cells, and some of them before and after.

    `applied` is false for what is only offered: it is made when it is accepted by its name.
    """

    field: str
    conversion: str
    title: str
    count: int
    examples: tuple[tuple[str, str], ...]
    applied: bool = True
