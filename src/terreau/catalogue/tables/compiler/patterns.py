r"""Patterns of schemas, written for Python's `re`, said again for RE2 (the engine of DuckDB).

RE2 never hangs, so a hostile pattern costs nothing. But its `\d`, `\w`, `\s` are ASCII where Python's are
Unicode, it
refuses `\u00C0`, and has no back-references nor look-arounds. So we read the pattern with Python's own
parser and write
each piece again; what has no exact equivalent gives None, and is matched by Python on distinct values
(regex_jury.py).
"""

from __future__ import annotations

import re
from re import _constants as c  # type: ignore[attr-defined]  # the parser of the standard library is the only exact one
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from terreau.catalogue.tables.compiler.sql import literal

# RE2 refuses repetitions beyond 1000 (https://github.com/google/re2/wiki/Syntax).
_MOST_REPEATS = 1000
_CLASSES = {
    c.CATEGORY_DIGIT: r"\p{Nd}",
    c.CATEGORY_NOT_DIGIT: r"\P{Nd}",
    # str.isspace(): separators and the control characters that Unicode calls spaces.
    c.CATEGORY_SPACE: r"\t-\r\x1c-\x20\x{85}\p{Z}",
    # str.isalnum() and the underscore.
    c.CATEGORY_WORD: r"\p{L}\p{N}_",
}


class _NoEquivalentError(Exception):
    """The pattern cannot be said exactly in RE2."""


def to_re2(pattern: str) -> str | None:
    r"""The RE2 text that accepts exactly what `re.match("^pattern$", cell)` accepts, or None.

    It is meant for `regexp_matches`. Python's `$` also matches before a last line break, hence the ending.
    """
    try:
        tree = parser.parse(f"^{pattern}$")
        if tree.state.flags & ~re.UNICODE.value:
            return None
        return rf"\A(?:{_sequence(tree)})"
    except (_NoEquivalentError, re.error, RecursionError, OverflowError):
        return None


def _sequence(items: Any, *, last: bool = True) -> str:
    listed = list(items)
    return "".join(
        _item(code, value, last=last and n == len(listed) - 1) for n, (code, value) in enumerate(listed)
    )


def _item(code: Any, value: Any, *, last: bool) -> str:  # noqa: PLR0911 - one answer per kind of piece
    if code is c.LITERAL:
        return _literal(value)
    if code is c.NOT_LITERAL:
        return f"[^{_literal(value)}]"
    if code is c.ANY:
        return r"[^\n]"
    if code is c.IN:
        return _class(value)
    if code is c.BRANCH:
        return "(?:" + "|".join(_sequence(one, last=last) for one in value[1]) + ")"
    if code is c.SUBPATTERN:
        _, add, remove, inside = value
        if add or remove:
            raise _NoEquivalentError
        return f"(?:{_sequence(inside, last=last)})"
    if code in (c.MAX_REPEAT, c.MIN_REPEAT):
        return _repeat(*value)
    if code is c.AT:
        return _anchor(value, last=last)
    raise _NoEquivalentError


def _repeat(least: int, most: Any, inside: Any) -> str:
    body = _sequence(inside, last=False)
    if (most is not c.MAXREPEAT and int(most) > _MOST_REPEATS) or least > _MOST_REPEATS:
        raise _NoEquivalentError
    bounds = f"{{{least},}}" if most is c.MAXREPEAT else f"{{{least},{int(most)}}}"
    # RE2 refuses to repeat an empty-width piece more than it needs; grouping is enough.
    return f"(?:{body}){bounds}"


def _anchor(value: Any, *, last: bool) -> str:
    if value in (c.AT_BEGINNING, c.AT_BEGINNING_STRING):
        return r"\A"
    if value is c.AT_END_STRING:
        return r"\z"
    if value is c.AT_END:
        # Where something follows, only the very end is said: a cell with a last line break then goes to
        # Python.
        return r"(?:\n?\z)" if last else r"\z"
    raise _NoEquivalentError


def _class(items: list[tuple[Any, Any]]) -> str:
    negated = bool(items) and items[0][0] is c.NEGATE
    parts: list[str] = []
    for code, value in items[1:] if negated else items:
        if code is c.LITERAL:
            parts.append(_literal(value))
        elif code is c.RANGE:
            parts.append(f"{_literal(value[0])}-{_literal(value[1])}")
        elif code is c.CATEGORY and value in _CLASSES:
            parts.append(_CLASSES[value])
        elif code is c.CATEGORY and value is c.CATEGORY_NOT_SPACE and len(items) == 1:
            return f"[^{_CLASSES[c.CATEGORY_SPACE]}]"
        elif code is c.CATEGORY and value is c.CATEGORY_NOT_WORD and len(items) == 1:
            return f"[^{_CLASSES[c.CATEGORY_WORD]}]"
        else:
            raise _NoEquivalentError
    return f"[{'^' if negated else ''}{''.join(parts)}]"


def _literal(point: int) -> str:
    return literal(chr(point))
