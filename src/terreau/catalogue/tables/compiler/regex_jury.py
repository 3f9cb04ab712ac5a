"""Patterns that RE2 cannot say (back-references, look-arounds), matched by Python in a process of its own.

Such a pattern can take centuries on a well-chosen text; a process can be stopped, a thread cannot.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from terreau.catalogue.tables.refusals import PatternTooCostly

if TYPE_CHECKING:
    from collections.abc import Sequence

SECONDS = 20.0
_JURY = (
    "import json,re,sys;p,v=json.load(sys.stdin);m=re.compile('^'+p+'$').match;"
    "json.dump([m(x) is not None for x in v],sys.stdout)"
)


def matches(pattern: str, values: Sequence[str], field: str) -> list[bool]:
    """For each value, whether `re.match("^pattern$", value)`; raises `PatternTooCostly` past the time limit."""
    if not values:
        return []
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and our own text; the pattern goes by standard input
            [sys.executable, "-I", "-c", _JURY],
            input=json.dumps([pattern, list(values)]),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=SECONDS,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise PatternTooCostly(field=field, pattern=pattern[:200]) from error
    answer: list[bool] = json.loads(done.stdout)
    return answer
