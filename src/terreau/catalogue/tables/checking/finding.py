"""Something worth a look that breaks no rule: softer practice, or what seems implausible here."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from terreau.saying import NOTHING, Told

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from terreau.saying import Both

SIGNS: dict[str, type[Sign]] = {}
_SHOWN = 5


class Sign(Told):
    """One thing that may look wrong; its texts are filled with `field`, `count`, `where` and the words of the case.

    `where` names the first rows it is about.
    """

    code: ClassVar[str] = ""
    sentence = ("{title}{of} : {where}.", "{title}{of}: {where}.")

    def __init_subclass__(cls) -> None:
        SIGNS[cls.code] = cls


@dataclass(frozen=True)
class Finding:
    """A sign that was seen. `rows` counts data rows from 1; `above` says how many lines stand before the first.

    A sentence names lines as a spreadsheet shows them: the header is among them.
    """

    sign: type[Sign]
    field: str = ""
    count: int = 0
    rows: tuple[int, ...] = ()
    words: Mapping[str, object] = dataclasses.field(default_factory=dict)
    above: int = 0

    @property
    def code(self) -> str:
        return self.sign.code

    @property
    def message(self) -> str:
        """What was seen, in French."""
        return self.said()

    def said(self, lang: str = "fr") -> str:
        """What was seen; `lang` is "fr", or any other for English."""
        return self.sign.say(self._all(), lang)

    def advice(self, lang: str = "fr") -> str:
        """What to do."""
        return self.sign.advise(self._all(), lang)

    def _all(self) -> dict[str, object]:
        return {
            "title": self.sign.title,
            "field": self.field,
            "of": (f" de « {self.field} »", f" in “{self.field}”") if self.field else NOTHING,
            "count": self.count,
            "where": where([row + self.above for row in self.rows], self.count),
            **self.words,
        }

    def as_data(self, lang: str = "fr") -> dict[str, Any]:
        """Under the names that the command prints."""
        return {
            "code": self.code,
            "title": self.sign.titled(lang),
            "message": self.said(lang),
            "remedy": self.advice(lang),
            "field": self.field,
            "count": self.count,
            "rows": list(self.rows),
        }


def where(lines: Sequence[int], count: int) -> Both:
    """The first lines, and how many others."""
    shown = ", ".join(map(str, lines[:_SHOWN]))
    french, english = ("ligne", "line") if count == 1 else ("lignes", "lines")
    if count <= _SHOWN:
        return f"{french} {shown}", f"{english} {shown}"
    more = count - _SHOWN
    return f"{french} {shown} et {more} autres", f"{english} {shown} and {more} others"
