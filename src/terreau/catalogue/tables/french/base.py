"""How a French check (`custom_checks` of Validata) is said: columns, a judge of one row's values, and its own rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from terreau.catalogue.tables.rules import Rule
from terreau.catalogue.tables.saying import Both

Judge = Callable[[Sequence[Any]], Both | None]


class FrenchRule(Rule):
    """A rule of French practice: it decides `conforms`, never `valid`."""

    standard = False
    sentence = ("« {value} » : {reason}.", "“{value}”: {reason}.")


@dataclass(frozen=True)
class FrenchCheck:
    """A check under one or several names.

    `columns` names the columns from the parameters; `judge` takes the values in that order, None where missing,
    and gives what is wrong, in both languages, or None. `raw`: values are texts; otherwise they are read under the schema's types.
    """

    names: tuple[str, ...]
    rule: type[Rule]
    columns: Callable[[dict[str, Any]], list[str]]
    judge: Callable[[dict[str, Any]], Judge]
    raw: bool = True
    skip_empty: bool = True


def one_column(params: dict[str, Any]) -> list[str]:
    return [str(params.get("column", ""))]


def plain(judge: Callable[[str], Both | None]) -> Callable[[dict[str, Any]], Judge]:
    """A judge of one text that has no parameter."""
    return lambda _params: lambda values: judge(str(values[0]))
