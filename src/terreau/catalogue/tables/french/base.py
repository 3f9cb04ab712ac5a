"""How a French check (`custom_checks` of Validata) is said: columns, a judge of one row's values, and its own rule."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from terreau.catalogue.tables.rules import Rule
from terreau.saying import Both

Judge = Callable[[Sequence[Any]], Both | None]


class FrenchRule(Rule):
    """A rule of French practice: it decides `conforms`, never `valid`."""

    standard = False
    sentence = ("« {value} » : {reason}.", "“{value}”: {reason}.")


@dataclass(frozen=True)
class FrenchCheck:
    """A check under one or several names.

    `columns` names the columns from the parameters; `judge` takes the values in that order, None where missing,
    and gives what is wrong, in both languages, or None. `raw`: values are texts; otherwise they are read under the
    schema's types. A text that is not of its type is missing: that fault is told elsewhere.

    `texts` and `lists` are the parameters that it cannot do without; `words`, what some of them may be.
    """

    names: tuple[str, ...]
    rule: type[Rule]
    columns: Callable[[dict[str, Any]], list[str]]
    judge: Callable[[dict[str, Any]], Judge]
    raw: bool = True
    skip_empty: bool = True
    texts: tuple[str, ...] = ("column",)
    lists: tuple[str, ...] = ()
    words: Mapping[str, Collection[str]] = field(default_factory=dict)

    def lacks(self, params: Mapping[str, Any]) -> str:
        """The first parameter that is absent or ill written, if one is."""
        for name in self.texts:
            given = params.get(name)
            if not isinstance(given, str) or not given or given not in self.words.get(name, (given,)):
                return name
        for name in self.lists:
            listed = params.get(name)
            if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
                return name
        return ""


def one_column(params: dict[str, Any]) -> list[str]:
    return [str(params.get("column", ""))]


def plain(judge: Callable[[str], Both | None]) -> Callable[[dict[str, Any]], Judge]:
    """A judge of one text that has no parameter."""
    return lambda _params: lambda values: judge(str(values[0]))
