"""Markdown as people write it, made into HTML that cannot harm a page or make it call elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Characters beyond which a text is shown as plain paragraphs; forms accept far less.
LONGEST = 50_000
#: Quotes in quotes, lists in lists: beyond, the text is shown as plain paragraphs.
DEEPEST = 30
#: A table is padded to the width of its head, so cells, not characters, are what has to be bounded.
WIDEST_TABLE = 100

_TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre",
    "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title"}, "ol": {"start"}, "th": {"scope"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}  # fmt: skip
_SCHEMES = {"http", "https", "mailto", "tel"}
#: Before the place of a heading, so that it is never one that the page frame has.
_PLACE = "t-"
_BRACKETS = re.compile(r"\[\[(?P<to>[^\[\]|\n]{1,200})(?:\|(?P<said>[^\[\]|\n]{1,200}))?\]\]")
_ADDRESS = re.compile(r"https?://[^\s<>\"«»]{4,2000}")


@dataclass(frozen=True)
class Heading:
    """A heading of a text: its level on the page, its words, and its place in the page ("" without one)."""

    level: int
    words: str
    anchor: str


#: What stands between double brackets, and where it leads; None leaves it as it is written.
Lead = Callable[[str], str | None]


def render(text: str, *, level: int = 2, anchors: bool = False, lead: Lead | None = None) -> SafeString:
    """`text` as HTML: no script, no style, no image, no raw HTML.

    `level` is the level given to the highest heading found, the others following without a gap, so that the
    page keeps its one h1. Pictures become links: no page of ours makes a browser call a third party.
    `anchors` gives each heading its place in the page (`headings`); `lead` makes links of `[[words]]` and of
    `[[words|said otherwise]]`.
    """
    tokens = _parse(text)
    if tokens is None:
        return _paragraphs(text)
    _shift_headings(tokens, level)
    if anchors:
        _anchored(tokens)
    for token in tokens:
        if token.type == "inline" and token.children:
            children = _linked(_without_pictures(token.children))
            token.children = list(_led(children, lead) if lead else children)
        elif token.type == "th_open":
            token.attrs = {"scope": "col"}  # aligning columns would need style="", which the CSP refuses
        elif token.type == "td_open":
            token.attrs = {}
    html = _parser().renderer.render(tokens, _parser().options, {})
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="nofollow ugc noopener noreferrer",
    )
    return mark_safe(clean)  # noqa: S308 - nh3 has just cleaned it


def headings(text: str, *, level: int = 2) -> list[Heading]:
    """The headings of a text, in its order, as `render` with `anchors` makes them."""
    tokens = _parse(text)
    if tokens is None:
        return []
    _shift_headings(tokens, level)
    return _anchored(tokens)


def led_to(text: str) -> list[str]:
    """What stands between double brackets in a text, each once, in its order."""
    return list(dict.fromkeys(found["to"].strip() for found in _BRACKETS.finditer(text)))


def plain(text: str) -> str:
    """The words of `text` on one line, without marks: for feeds, descriptions and search."""
    tokens = _parse(text)
    if tokens is None:
        return " ".join(text.split())
    return " ".join(" ".join(_words(tokens)).split())


@cache
def _parser() -> MarkdownIt:
    options = {"html": False, "maxNesting": DEEPEST, "breaks": True}
    return MarkdownIt("commonmark", options).enable(["table", "strikethrough"])


def _parse(text: str) -> list[Token] | None:
    """The tokens of the text, or None when it is too long or too deep to be anything a person wrote."""
    if len(text) > LONGEST or any(line.count("|") > WIDEST_TABLE for line in text.splitlines()):
        return None
    tokens = _parser().parse(text.replace("\x00", ""))
    # Past maxNesting the parser drops what it finds: nothing a person wrote may vanish.
    return None if any(token.level >= DEEPEST - 1 for token in tokens) else tokens


def _paragraphs(text: str) -> SafeString:
    parts = re.split(r"\n\s*\n", text.replace("\x00", "").strip())
    return mark_safe("\n".join(f"<p>{escape(part)}</p>" for part in parts))  # noqa: S308 - each part is escaped


def _shift_headings(tokens: list[Token], level: int) -> None:
    headings = [token for token in tokens if token.type in {"heading_open", "heading_close"}]
    rank = {tag: position for position, tag in enumerate(sorted({token.tag for token in headings}))}
    for token in headings:
        token.tag = f"h{min(level + rank[token.tag], 6)}"


def _anchored(tokens: list[Token]) -> list[Heading]:
    """Give each heading its place, and tell them."""
    found: list[Heading] = []
    for position, token in enumerate(tokens):
        if token.type == "heading_open":
            words = " ".join("".join(_inline_words(tokens[position + 1].children or [])).split())
            anchor = f"{_PLACE}{len(found) + 1}-{slugify(words)[:60]}".rstrip("-")
            token.attrs = {"id": anchor}
            found.append(Heading(int(token.tag[1:]), words, anchor))
    return found


def _led(children: Iterator[Token], lead: Lead) -> Iterator[Token]:
    """Words between double brackets become links where they lead somewhere."""
    inside_link = 0
    for token in children:
        inside_link += token.nesting if token.type.startswith("link_") else 0
        if token.type != "text" or inside_link or "[[" not in token.content:
            yield token
            continue
        end = 0
        for found in _BRACKETS.finditer(token.content):
            if (address := lead(found["to"].strip())) is None:
                continue
            yield Token("text", "", 0, content=token.content[end : found.start()])
            yield _link(address)
            yield Token("text", "", 0, content=(found["said"] or found["to"]).strip())
            yield Token("link_close", "a", -1)
            end = found.end()
        yield Token("text", "", 0, content=token.content[end:])


def _without_pictures(children: list[Token]) -> Iterator[Token]:
    inside_link = 0
    for token in children:
        inside_link += token.nesting if token.type.startswith("link_") else 0
        if token.type != "image":
            yield token
            continue
        words = Token("text", "", 0, content=token.content or str(token.attrs.get("src", "")))
        yield words if inside_link else _link(str(token.attrs.get("src", "")))
        if not inside_link:
            yield words
            yield Token("link_close", "a", -1)


def _linked(children: Iterator[Token]) -> Iterator[Token]:
    """Addresses written bare become links, as people expect."""
    inside_link = 0
    for token in children:
        inside_link += token.nesting if token.type.startswith("link_") else 0
        if token.type != "text" or inside_link or "://" not in token.content:
            yield token
            continue
        end = 0
        for found in _ADDRESS.finditer(token.content):
            address = found[0].rstrip(".,;:!?)'’…\u00a0\u202f")
            yield Token("text", "", 0, content=token.content[end : found.start()])
            yield _link(address)
            yield Token("text", "", 0, content=address)
            yield Token("link_close", "a", -1)
            end = found.start() + len(address)
        yield Token("text", "", 0, content=token.content[end:])


def _link(address: str) -> Token:
    return Token("link_open", "a", 1, attrs={"href": address})


def _words(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in {"fence", "code_block"}:
            yield token.content
        elif token.type == "inline":
            yield "".join(_inline_words(token.children or []))


def _inline_words(children: list[Token]) -> Iterator[str]:
    for token in children:
        yield " " if token.type in {"softbreak", "hardbreak"} else token.content
