"""What a check found, as an object for pages and as plain data for the command and the API."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from terreau.catalogue.tables.checking.finding import Finding
    from terreau.catalogue.tables.checking.ledger import Count, Fault, Ledger
    from terreau.catalogue.tables.reading.table import Table


@dataclass(frozen=True)
class Report:
    """`valid` is the verdict of Table Schema alone; `conforms` adds the French checks of the schema.

    The faults stay in the workspace: read them with `faults` before it closes.
    """

    path: Path
    table: Table | None
    rows: int
    counts: tuple[Count, ...]
    ledger: Ledger
    findings: tuple[Finding, ...] = field(default=())

    @property
    def total(self) -> int:
        return sum(one.count for one in self.counts)

    @property
    def valid(self) -> bool:
        return not any(one.rule.standard for one in self.counts)

    @property
    def conforms(self) -> bool:
        return not self.counts

    def faults(self, limit: int | None = None) -> Iterator[Fault]:
        return self.ledger.faults(limit)

    def summary(self, lang: str = "fr") -> dict[str, Any]:
        """Everything but the cells, under the names that the command prints."""
        return {
            "file": str(self.path),
            "valid": self.valid,
            "conforms": self.conforms,
            "rows": self.rows,
            "encoding": self.table.encoding if self.table else "",
            "delimiter": self.table.delimiter if self.table else "",
            "errors": {"total": self.total, "by_rule": [one.as_data(lang) for one in self.counts]},
            "findings": [one.as_data(lang) for one in self.findings],
        }


def fault_data(fault: Fault, lang: str = "fr") -> dict[str, Any]:
    """One fault as the command and the API print it."""
    return {
        "row": fault.row,
        "line": fault.line,
        "field": fault.field,
        "value": fault.value,
        "rule": fault.rule.code,
        "message": fault.said(lang),
        "remedy": fault.advice(lang),
    }
