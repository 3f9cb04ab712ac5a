"""What one change does to one field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from terreau.saying import chosen

if TYPE_CHECKING:
    from terreau.catalogue.tables.mending.changes import Change


@dataclass(frozen=True)
class Mended:
    """One change of one field: how many cells, and some of them before and after.

    `applied` is false for what is only offered: it is made when it is accepted by its name.
    """

    field: str
    change: Change
    count: int
    examples: tuple[tuple[str, str], ...]
    applied: bool = True

    @property
    def conversion(self) -> str:
        return self.change.name

    def as_data(self, lang: str = "fr") -> dict[str, Any]:
        """Under the names that the command prints; `lang` is "fr", or any other for English."""
        return {
            "field": self.field,
            "conversion": self.change.name,
            "title": chosen(self.change.title, lang),
            "count": self.count,
            "applied": self.applied,
            "examples": [{"before": before, "after": after} for before, after in self.examples],
        }
