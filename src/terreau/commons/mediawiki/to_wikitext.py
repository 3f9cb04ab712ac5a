"""Markdown, as it is written here, into wikitext."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from markdown_it.token import Token

_INLINE = {
    "strong_open": "'''", "strong_close": "'''", "em_open": "''", "em_close": "''",
    "s_open": "<s>", "s_close": "</s>", "softbreak": "\n", "hardbreak": "<br />\n",
}  # fmt: skip
#: What wikitext would take for its own in a text.
_MARKUP = re.compile(r"\[\[|\]\]|\{\{|\}\}|\{\||\|\}|'{2,}|<|^[*#:;=]|~{3,}|__[A-Z]+__")
_LINK = re.compile(r"\[\[([^\[\]|\n]{1,500})(?:\|([^\[\]|\n]{0,500}))?\]\]")


def wikitext(markdown: str) -> str:
    """The same text for a MediaWiki wiki; links between pages stay links."""
    writer = _Writer()
    for token in _parser().parse(markdown.replace("\x00", "")):
        writer.take(token)
    return re.sub(r"\n{3,}", "\n\n", "".join(writer.out)).strip() + "\n"


class _Writer:
    """Blocks as they come; lists are told by a sign a level in front of each line."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self._lists: list[str] = []
        self._first = True

    def take(self, token: Token) -> None:
        kind = token.type
        if kind == "inline":
            self._inline(token)
        elif kind.endswith(("_list_open", "_list_close")):
            self._list(kind)
        elif kind == "list_item_open":
            self._first = True
        elif kind.startswith("heading"):
            marks = "=" * int(token.tag[1])
            self.out.append(f"{marks} " if kind == "heading_open" else f" {marks}\n\n")
        elif kind in ("fence", "code_block"):
            inside = token.content.replace("</nowiki", "&lt;/nowiki")
            self.out.append(f"<pre><nowiki>{inside}</nowiki></pre>\n\n")
        elif kind != "paragraph_close" or not self._lists:
            self.out.append(_BLOCKS.get(kind, ""))

    def _list(self, kind: str) -> None:
        if kind.endswith("_open"):
            self._lists.append("*" if kind.startswith("bullet") else "#")
            return
        self._lists.pop()
        self.out.append("" if self._lists else "\n")

    def _inline(self, token: Token) -> None:
        said = _words(token.children or [])
        if self._lists:
            head = "".join(self._lists) + (" " if self._first else ": ")
            said = head + said.replace("\n", " ") + "\n"
        self.out.append(said)
        self._first = False


_BLOCKS = {
    "paragraph_close": "\n\n", "hr": "----\n\n",
    "blockquote_open": "<blockquote>\n", "blockquote_close": "</blockquote>\n\n",
    "table_open": '{| class="wikitable"\n', "table_close": "|}\n\n", "tr_open": "|-\n",
    "th_open": "! ", "th_close": "\n", "td_open": "| ", "td_close": "\n",
}  # fmt: skip


@cache
def _parser() -> MarkdownIt:
    return (
        MarkdownIt("commonmark", {"html": False, "maxNesting": 30})
        .enable(["table", "strikethrough"])
        .disable("text_join")
    )


def _words(children: list[Token]) -> str:
    out: list[str] = []
    for token in children:
        if token.type == "text_special":  # a sign that was escaped: never a mark
            out.append(
                f"&#{ord(token.content[0])};" if token.content[:1] in "[]{}|<'*#:;=~" else token.content
            )
        elif token.type in _INLINE:
            out.append(_INLINE[token.type])
        elif token.type == "code_inline":
            out.append(f"<code><nowiki>{token.content}</nowiki></code>")
        elif token.type == "link_open":
            out.append(f"[{str(token.attrs.get('href', '')).replace(' ', '%20').replace(']', '%5D')} ")
        elif token.type == "link_close":
            out.append("]")
        elif token.type == "image":
            out.append(f"[{str(token.attrs.get('src', '')).replace(' ', '%20')} {token.content}]")
        else:
            out.append(_text(token.content))
    return "".join(out)


def _text(said: str) -> str:
    """Words, with our links between pages left as they are: the syntax is the same."""
    pieces, end = [], 0
    for link in _LINK.finditer(said):
        pieces.append(_quoted(said[end : link.start()]))
        pieces.append(link[0])
        end = link.end()
    return "".join([*pieces, _quoted(said[end:])])


def _quoted(said: str) -> str:
    return _MARKUP.sub(lambda found: "&lt;" if found[0] == "<" else f"<nowiki>{found[0]}</nowiki>", said)
