"""The table of faults: one line a fault, kept in the database so that ten million of them fit in little memory."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from terreau.catalogue.tables.compiler.plan import Wrong
    from terreau.catalogue.tables.reading.workspace import Workspace
    from terreau.catalogue.tables.rules import Rule

_CHUNK = 10_000


@dataclass(frozen=True)
class Fault:
    """One thing wrong. `row` counts data rows from 1 and `line` lines of the file; both are 0 for the header."""

    rule: type[Rule]
    row: int
    line: int
    position: int
    field: str
    value: str
    words: Mapping[str, object]

    @property
    def message(self) -> str:
        """What is wrong, in French."""
        return self.said()

    @property
    def remedy(self) -> str:
        """What to do, in French."""
        return self.advice()

    def said(self, lang: str = "fr") -> str:
        """What is wrong; `lang` is "fr", or any other for English."""
        return self.rule.say(self._all(), lang)

    def advice(self, lang: str = "fr") -> str:
        """What to do."""
        return self.rule.advise(self._all(), lang)

    def _all(self) -> dict[str, object]:
        shown = self.value if len(self.value) <= 120 else f"{self.value[:117]}…"  # noqa: PLR2004 - a readable sentence
        return {"field": self.field, "value": shown, "position": self.position, **self.words}


@dataclass(frozen=True)
class Count:
    """How often a rule is broken in a field."""

    rule: type[Rule]
    field: str
    count: int

    def as_data(self, lang: str = "fr") -> dict[str, Any]:
        """Under the names that the command prints; `lang` is "fr", or any other for English."""
        return {
            "rule": self.rule.code,
            "kind": self.rule.key,
            "field": self.field,
            "count": self.count,
            "title": self.rule.titled(lang),
        }


class Ledger:
    """Faults by row and column. A kind is a rule on a field with its words: many faults share one."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._kinds: list[tuple[str, Wrong]] = []
        self._known: dict[tuple[str, str, str], int] = {}
        workspace.query(
            "CREATE TABLE faults (row BIGINT, line BIGINT, position INTEGER, kind INTEGER, value VARCHAR, other BIGINT)"
        )

    def kind(self, field: str, wrong: Wrong) -> int:
        key = (field, wrong.rule.key, json.dumps(wrong.words, default=str, sort_keys=True))
        if key not in self._known:
            self._known[key] = len(self._kinds)
            self._kinds.append((field, wrong))
        return self._known[key]

    def add(self, faults: Iterable[tuple[int, int, int, int, str, int]]) -> None:
        """(row, line, position, kind, value, other row) of each fault."""
        chunk: list[tuple[int, int, int, int, str, int]] = []
        for fault in faults:
            chunk.append(fault)
            if len(chunk) == _CHUNK:
                self._write(chunk)
                chunk = []
        if chunk:
            self._write(chunk)

    def _write(self, chunk: list[tuple[int, int, int, int, str, int]]) -> None:
        columns = [list(one) for one in zip(*chunk, strict=True)]
        marks = ", ".join(f"unnest(${n})" for n in range(1, 7))
        self._workspace.query(f"INSERT INTO faults SELECT {marks}", *columns)

    def add_sql(self, select: str) -> None:
        """Add what a query gives: row, line, position, kind, value, other."""
        self._workspace.query(f"INSERT INTO faults {select}")

    def counts(self, less: Mapping[int, int] | None = None) -> list[Count]:
        """How many faults by rule and field, most frequent first; `less` takes some off, by kind."""
        rows = self._workspace.query("SELECT kind, count(*) FROM faults GROUP BY kind").fetchall()
        found: dict[tuple[str, str], int] = {}
        rules: dict[tuple[str, str], type[Rule]] = {}
        for kind, count in rows:
            field, wrong = self._kinds[kind]
            key = (wrong.rule.key, field)
            found[key] = found.get(key, 0) + count - (less or {}).get(kind, 0)
            rules[key] = wrong.rule
        listed = [Count(rules[key], key[1], count) for key, count in found.items() if count]
        return sorted(listed, key=lambda one: (-one.count, one.rule.key, one.field))

    def faults(self, limit: int | None = None) -> Iterator[Fault]:
        """Every fault in the order of the file, read as needed."""
        cut = f" LIMIT {int(limit)}" if limit is not None else ""
        result = self._workspace.query(
            f"SELECT row, line, position, kind, value, other FROM faults ORDER BY row, position, kind{cut}"
        )
        while rows := result.fetchmany(_CHUNK):
            for row, line, position, kind, value, other in rows:
                field, wrong = self._kinds[kind]
                words = {"other": other, **wrong.words} if other else wrong.words
                yield Fault(wrong.rule, row, line, position, field, value or "", words)
