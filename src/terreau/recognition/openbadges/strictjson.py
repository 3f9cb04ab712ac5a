"""JSON read without mercy: duplicate names, lone surrogates, NaN and endless nesting are refused."""

from __future__ import annotations

import json
import re
from math import isfinite
from typing import TYPE_CHECKING, Any, NoReturn

from terreau.recognition.openbadges.errors import AmbiguousJsonError, JsonError, TooBigError

if TYPE_CHECKING:
    from terreau.recognition.openbadges.caps import Caps


_HALF = re.compile(r"\\u[dD][89a-fA-F]")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    # Two readers may keep different ones of two same names, and so see two different badges (RFC 8259, 4).
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                raise AmbiguousJsonError(why=f"« {name} » ×2")
            seen.add(name)
    return found


def _no_constant(word: str) -> NoReturn:
    raise AmbiguousJsonError(why=word)


def _whole(word: str) -> int:
    if len(word) <= _SAFE_DIGITS:
        return int(word)
    # Half of the readers hold numbers as doubles (RFC 7493, 2.2), and would round this one to another badge.
    if len(word) > _MOST_DIGITS or int(float(word)) != int(word):
        raise AmbiguousJsonError(why=word[:40])
    return int(word)


def _fraction(word: str) -> float:
    found = float(word)
    if not isfinite(found):
        raise AmbiguousJsonError(why=word[:40])
    return found


_SAFE_DIGITS, _MOST_DIGITS = 15, 300
_decode = json.JSONDecoder(
    object_pairs_hook=_once, parse_constant=_no_constant, parse_int=_whole, parse_float=_fraction
).decode


def parse(raw: bytes | str, caps: Caps) -> Any:
    """Read one JSON value.

    Raises JsonError when it is not I-JSON (RFC 7493), TooBigError when it passes the caps.
    """
    if len(raw) > caps.text_size:
        raise TooBigError(what="text_size", limit=caps.text_size)
    try:
        text = raw.decode("utf-8-sig") if isinstance(raw, bytes) else raw
        value = _decode(text)
        # A lone surrogate (as JSON writes "\\ud800") has no UTF-8 form, so nothing could be signed over it.
        if "\\u" in text and _HALF.search(text):
            json.dumps(value, ensure_ascii=False).encode()
    except RecursionError:
        raise TooBigError(what="json_depth", limit=caps.json_depth) from None
    except UnicodeDecodeError:
        raise JsonError(why="UTF-8") from None
    except UnicodeEncodeError:
        raise AmbiguousJsonError(why="\\ud800") from None
    except ValueError as error:
        raise JsonError(why=str(error)) from None
    measure(value, text, caps)
    return value


def measure(value: object, text: str, caps: Caps) -> None:
    """Refuse a value nested or populated beyond the caps. `text` lets an ordinary one pass at once."""
    openings = text.count("{") + text.count("[")
    few = len(text) <= caps.json_values or text.count(",") + openings <= caps.json_values
    if few and openings <= caps.json_depth:
        return
    count, level = 0, [value]
    for depth in range(caps.json_depth + 1):
        if not level:
            return
        count += len(level)
        if count > caps.json_values:
            raise TooBigError(what="json_values", limit=caps.json_values)
        deeper: list[object] = []
        for item in level:
            if isinstance(item, dict):
                deeper.extend(item.values())
            elif isinstance(item, list):
                deeper.extend(item)
        level = deeper
        del depth
    if level:
        raise TooBigError(what="json_depth", limit=caps.json_depth)
