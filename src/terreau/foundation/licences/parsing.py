"""SPDX expressions, parsed with license-expression: https://spdx.github.io/spdx-spec/v3.0.1/annexes/spdx-license-expressions/."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from license_expression import ExpressionError, build_spdx_licensing, get_license_index

from terreau.foundation.licences.recent import DEPRECATED, NOT_IDENTIFIERS, RECENT

#: Characters of what is said that are read; the longest real expressions have some 200.
LONGEST = 400
#: Categories of ScanCode's index (https://scancode-licensedb.aboutcode.org/help.html) that the Open
#: Definition (https://opendefinition.org) and the OSI count as open.
_OPEN = {"Permissive", "Copyleft", "Copyleft Limited", "Public Domain"}
_OPERATORS = {"AND", "OR", "WITH", "and", "or", "with"}
_REFERENCE = re.compile(r"(DocumentRef-[A-Za-z0-9.-]+:)?LicenseRef-[A-Za-z0-9.-]+")


def is_expression(said: str) -> bool:
    """Whether `said` is an SPDX expression as it stands: listed identifiers in any case, or references."""
    said = said.strip()
    words = [word.removesuffix("+") for word in re.findall(r"[^\s()]+", said[: LONGEST + 1])]
    names = [word for word in words if word not in _OPERATORS]
    if not names or len(said) > LONGEST:
        return False
    if not all(_REFERENCE.fullmatch(name) or name.lower() in _identifiers() for name in names):
        return False
    # Only the shape is left to judge: `+` after any identifier, and references, are words like others there.
    plain = re.sub(r"(?<=[\w.])\+(?=[\s)]|$)", "", _REFERENCE.sub("MIT", said))
    return parsed(plain) is not None


def parsed(said: str) -> Any:
    """The tree of an expression, or None."""
    if not said or not re.fullmatch(r"[\w\s.()+-]+", said) or said.count("(") > said.count(" ") + 1:
        return None
    for old, today in DEPRECATED.items():
        said = re.sub(rf"(?<![\w.-]){re.escape(old)}(?![\w.-])", today, said, flags=re.IGNORECASE)
    try:
        return _licensing().parse(said, validate=True, strict=True)
    except (ExpressionError, RecursionError):
        return None


def is_open(tree: Any) -> bool | None:
    """Of several licences to choose from one open is enough; of several together all have to be."""
    args = getattr(tree, "args", ())
    if not args:
        category = category_of(getattr(tree, "license_symbol", tree).key)
        return category in _OPEN if category else None
    answers = [is_open(arg) for arg in args]
    decisive = type(tree).__name__ == "OR"
    if decisive in answers:
        return decisive
    return None if None in answers else not decisive


def category_of(identifier: str) -> str:
    """The category of one licence of the list; "" when it is not known."""
    return _categories().get(identifier, "")


@cache
def _index() -> list[dict[str, Any]]:
    recent = [
        {"spdx_license_key": name, "other_spdx_license_keys": [], "category": category}
        for name, category in RECENT.items()
    ]
    known = {entry.get("spdx_license_key") for entry in get_license_index()}
    return [*get_license_index(), *(entry for entry in recent if entry["spdx_license_key"] not in known)]


@cache
def _licensing() -> Any:
    return build_spdx_licensing(_index())  # reads its index again at each call


@cache
def _categories() -> dict[str, str]:
    return {
        entry["spdx_license_key"]: entry["category"] for entry in _index() if entry.get("spdx_license_key")
    }


@cache
def _identifiers() -> frozenset[str]:
    """Every listed identifier, deprecated ones too, in lower case."""
    names = {name.lower() for name in DEPRECATED}
    for entry in _index():
        key = entry.get("spdx_license_key") or ""
        if key and not key.startswith("LicenseRef-"):
            names |= {name.lower() for name in (key, *entry.get("other_spdx_license_keys", []))}
    return frozenset(name.removesuffix("+") for name in names - NOT_IDENTIFIERS)
