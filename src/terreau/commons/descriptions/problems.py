"""What is wrong or weak in a description, key by key."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from terreau.commons.descriptions.caps import SHOWN
from terreau.saying import chosen, say

if TYPE_CHECKING:
    from terreau.saying import Both

Level = Literal["error", "warning"]


@dataclass(frozen=True)
class Problem:
    """`key` is the path of the value in the file (`maintenance.contacts[0].name`), empty for the whole file."""

    key: str
    level: Level
    text: Both

    @property
    def message(self) -> str:
        """What is wrong, in French."""
        return self.said()

    def said(self, lang: str = "fr") -> str:
        """What is wrong; `lang` is "fr", or any other for English."""
        return chosen(self.text, lang)

    def as_data(self, lang: str = "fr") -> dict[str, str]:
        return {"key": self.key, "level": self.level, "message": self.said(lang)}


@dataclass
class Findings:
    """Problems as they are met; one error makes the file invalid for its standard."""

    problems: list[Problem] = field(default_factory=list)

    def error(self, key: str, text: Both) -> None:
        self._add(Problem(key, "error", text))

    def warning(self, key: str, text: Both) -> None:
        self._add(Problem(key, "warning", text))

    def _add(self, problem: Problem) -> None:
        if problem not in self.problems:
            self.problems.append(problem)

    @property
    def valid(self) -> bool:
        return not any(problem.level == "error" for problem in self.problems)


def shown(value: Any, lang: str = "fr") -> str:
    """A value as a message repeats it: short, on one line, between the quotes of the language."""
    text = " ".join(str(value).split())
    return say(("« {cut} »", "“{cut}”"), {"cut": f"{text[:SHOWN]}{'…' if len(text) > SHOWN else ''}"}, lang)
