"""What a rule knows of itself: one class serves the command line, the report page, the API and the docs."""

from __future__ import annotations

from typing import ClassVar

from terreau.saying import Told

RULES: dict[str, type[Rule]] = {}


class Rule(Told):
    """One way for a table to be wrong.

    `code` is the name Table Schema tools give it (or ours, for French checks); `key` tells apart rules that
    share a code. Its texts are filled with `field`, `value` and the words of the case.
    """

    code: ClassVar[str] = ""
    key: ClassVar[str] = ""
    # False where the rule is French practice (custom checks): it does not change Table Schema's verdict.
    standard: ClassVar[bool] = True

    def __init_subclass__(cls) -> None:
        if cls.code:
            cls.key = cls.__dict__.get("key") or cls.code
            RULES[cls.key] = cls
