"""What is wrong or weak in a description, key by key."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from terreau.commons.descriptions.caps import SHOWN

Level = Literal["error", "warning"]


@dataclass(frozen=True)
class Problem:
    """`key` is the path of the value in the file (`maintenance.contacts[0].name`), empty for the whole file."""

    key: str
    level: Level
    message: str

    def as_data(self) -> dict[str, str]:
        return {"key": self.key, "level": self.level, "message": self.message}


@dataclass
class Findings:
    """Problems as they are met; one error makes the file invalid for its standard."""

    problems: list[Problem] = field(default_factory=list)

    def error(self, key: str, message: str) -> None:
        self._add(Problem(key, "error", message))

    def warning(self, key: str, message: str) -> None:
        self._add(Problem(key, "warning", message))

    def _add(self, problem: Problem) -> None:
        if problem not in self.problems:
            self.problems.append(problem)

    @property
    def valid(self) -> bool:
        return not any(problem.level == "error" for problem in self.problems)


def shown(value: Any) -> str:
    """A value as a message repeats it: short, on one line."""
    text = " ".join(str(value).split())
    return f"« {text[:SHOWN]}{'…' if len(text) > SHOWN else ''} »"
