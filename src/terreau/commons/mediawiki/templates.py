"""Templates in wikitext: `{{Name|parameter=value|…}}`, taken out with their parameters.

One pass over the braces, so that a text of two million of them costs no more than its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from terreau.commons.mediawiki.caps import DEFAULT_CAPS, Caps

_MARKS = re.compile(r"\{\{|\}\}|\[\[|\]\]|\||=")


@dataclass(frozen=True)
class Template:
    """One template as it stands: `named` parameters, `bare` values, and the text it was written as."""

    name: str
    named: dict[str, str] = field(default_factory=dict)
    bare: tuple[str, ...] = ()
    written: str = ""

    @property
    def is_function(self) -> bool:
        """Parser functions and variables: {{#set:…}}, {{PAGENAME}}."""
        return self.name.startswith("#") or bool(re.fullmatch(r"[A-Z]{4,}(:.*)?", self.name))


def take_out(text: str, caps: Caps = DEFAULT_CAPS) -> tuple[str, list[Template]]:
    r"""The text without its outermost templates (\\x00 and a number in their place), and those templates."""
    spans = _outermost(text, caps)
    templates: list[Template] = []
    pieces: list[str] = []
    end = 0
    for start, stop in spans[: caps.templates]:
        pieces.append(text[end:start])
        pieces.append(f"\x00T{len(templates)}\x00")
        templates.append(_read(text[start:stop]))
        end = stop
    pieces.append(text[end:])
    return "".join(pieces), templates


def _outermost(text: str, caps: Caps) -> list[tuple[int, int]]:
    """Where the templates that stand in no other begin and end; braces that do not match are text."""
    spans: list[tuple[int, int]] = []
    opened: list[int] = []
    for mark in re.finditer(r"\{\{|\}\}", text):
        if mark[0] == "{{":
            opened.append(mark.start())
        elif opened:
            start = opened.pop()
            if len(opened) <= caps.nesting:
                while spans and spans[-1][0] > start:
                    spans.pop()
                spans.append((start, mark.end()))
    return spans


def _read(written: str) -> Template:
    parts, depth, start = [], 0, 2
    for mark in _MARKS.finditer(written, 2, len(written) - 2):
        if mark[0] in ("{{", "[["):
            depth += 1
        elif mark[0] in ("}}", "]]"):
            depth = max(0, depth - 1)
        elif mark[0] == "|" and depth == 0:
            parts.append(written[start : mark.start()])
            start = mark.end()
    parts.append(written[start:-2])
    name = " ".join(parts[0].replace("_", " ").split())
    named: dict[str, str] = {}
    bare = []
    if name.startswith("#") and ":" in name:  # {{#set:a=b|c=d}}
        name, _, first = name.partition(":")
        parts = [name, first, *parts[1:]]
    for part in parts[1:]:
        key, equals, value = part.partition("=")
        if equals and re.fullmatch(r"\s*[^\[\]{}<>|\n]{1,120}\s*", key):
            named[" ".join(key.split())] = value.strip()
        else:
            bare.append(part.strip())
    return Template(name, named, tuple(bare), written)
