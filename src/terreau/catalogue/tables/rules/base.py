"""What a rule knows of itself: one class serves the command line, the report page, the API and the docs."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping

RULES: dict[str, type[Rule]] = {}


class Rule:
    """One way for a table to be wrong.

    `code` is the name Table Schema tools give it (or ours, for French checks); `key` tells apart rules that
    share a
    code; `sentence` and `remedy` are French templates filled with `field`, `value` and the words of the case.
    """

    code: ClassVar[str] = ""
    key: ClassVar[str] = ""
    title: ClassVar[str] = ""
    sentence: ClassVar[str] = ""
    remedy: ClassVar[str] = ""
    # False where the rule is French practice (custom checks): it does not change Table Schema's verdict.
    standard: ClassVar[bool] = True

    def __init_subclass__(cls) -> None:
        if cls.code:
            cls.key = cls.__dict__.get("key") or cls.code
            RULES[cls.key] = cls

    @classmethod
    def say(cls, words: Mapping[str, object]) -> str:
        return cls.sentence.format_map(_Forgiving(words))

    @classmethod
    def advise(cls, words: Mapping[str, object]) -> str:
        return cls.remedy.format_map(_Forgiving(words))


class _Forgiving(dict[str, object]):
    """A word that a case does not know is shown as « … » rather than breaking the whole report."""

    def __missing__(self, key: str) -> str:
        return "…"
