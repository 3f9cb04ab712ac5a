"""What was found about one proof, which the checks `key`, `proof`, `algorithm` and `dates` tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from terreau.recognition.openbadges.results import Check


@dataclass(frozen=True, slots=True)
class Report:
    """What was found about one proof."""

    key: Check
    proof: Check
    algorithm: Check
    dates: Check | None = None
    """What is wrong with the dates of this proof, if anything."""

    @property
    def good(self) -> bool:
        return all(check.ok is True for check in self.checks)

    @property
    def bad(self) -> bool:
        return any(check.ok is False for check in self.checks)

    @property
    def checks(self) -> tuple[Check, ...]:
        return (self.key, self.proof, self.algorithm, *((self.dates,) if self.dates else ()))
