"""Well-Known Text geometries (OGC 06-103r4, 7.2): words in capitals, each with what it may hold."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"\s*([A-Z]+|[(),]|[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)")
_NUMBERS = range(2, 5)  # x y, with z and m at most
_LINE, _POLYGON = ("numbers",), ("line",)
_CURVES = ("line", "CIRCULARSTRING", "COMPOUNDCURVE")
# What stands between the brackets of each shape: what its items may be. In lower case, brackets without a word.
_HOLDS: dict[str, tuple[str, ...]] = {
    "POINT": ("numbers",),
    "LINESTRING": _LINE,
    "CIRCULARSTRING": _LINE,
    "COMPOUNDCURVE": ("line", "CIRCULARSTRING"),
    "POLYGON": _POLYGON,
    "TRIANGLE": _POLYGON,
    "CURVEPOLYGON": _CURVES,
    "MULTIPOINT": ("point",),
    "MULTICURVE": _CURVES,
    "MULTILINESTRING": ("line",),
    "MULTISURFACE": ("polygon", "CURVEPOLYGON"),
    "MULTIPOLYGON": ("polygon",),
    "POLYHEDRALSURFACE": ("polygon",),
    "TIN": ("triangle",),
    "point": ("numbers",),
    "line": _LINE,
    "polygon": _POLYGON,
    "triangle": _POLYGON,
}
_SHAPES = (*(name for name in _HOLDS if name.isupper()), "GEOMETRYCOLLECTION")
_HOLDS["GEOMETRYCOLLECTION"] = _SHAPES
_ALONE = frozenset(["POINT", "point", "TRIANGLE", "triangle"])
_DEEPEST = 100


def is_wkt(text: str) -> bool:
    """Whether a text is one geometry, and nothing after it."""
    tokens, at = [], 0
    text = text.rstrip()
    while at < len(text):
        found = _TOKEN.match(text, at)
        if not found:
            return False
        tokens.append(found[1])
        at = found.end()
    return bool(tokens) and tokens[0] in _SHAPES and _shape(tokens, 0, tokens[0], 0) == len(tokens)


def _shape(tokens: list[str], at: int, kind: str, depth: int) -> int:
    """Where the shape of this kind that begins at a token ends, -1 when it is none."""
    if kind.isupper():
        at += 1
        at += tokens[at : at + 1] in (["Z"], ["M"], ["ZM"])
    if tokens[at : at + 1] == ["EMPTY"]:
        return at + 1
    if tokens[at : at + 1] != ["("] or depth > _DEEPEST:
        return -1
    while True:
        at = _item(tokens, at + 1, kind, depth)
        if at < 0 or at >= len(tokens):
            return -1
        if tokens[at] == ")":
            return at + 1
        if tokens[at] != "," or kind in _ALONE:
            return -1


def _item(tokens: list[str], at: int, kind: str, depth: int) -> int:
    if at >= len(tokens):
        return -1
    bare = next((one for one in _HOLDS[kind] if one.islower()), "")
    if bare == "numbers":
        end = at
        while end < len(tokens) and (tokens[end][0].isdigit() or tokens[end][0] in "-+."):
            end += 1
        return end if end - at in _NUMBERS else -1
    word = tokens[at]
    if word in _HOLDS[kind]:
        return _shape(tokens, at, word, depth + 1)
    return _shape(tokens, at, bare, depth + 1) if bare else -1
