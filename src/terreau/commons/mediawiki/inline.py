"""What stands inside a line: emphasis, addresses, tags; and what was put aside."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections import Counter

_MARKUP = re.compile(r"([\\`*_\[\]<>~|])")
_STARTS = re.compile(r"^(\s*)(#{1,6}(?=\s)|[-+](?=\s)|=+\s*$|-+\s*$|\d{1,9}(?=[.)]\s))")
_MARK = re.compile("\x00S\\d+\x00")
_PIECES = re.compile(
    "(?P<kept>\x00S\\d+\x00)"
    r"|\[(?P<link>https?://[^\s\]<>\"\x00]{1,2000})(?:[ \t]++(?P<label>[^\]\n]{0,2000}+))?\]"
    r"|(?P<bare>https?://[^\s<>\"\[\]|\x00]{1,2000})"
    r"|(?P<quotes>'{2,5})"
    r"|<(?P<close>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9]{0,20})\b(?P<rest>[^<>]{0,300})>",
)
_EMPHASIS = {
    "b": "**",
    "strong": "**",
    "i": "*",
    "em": "*",
    "cite": "*",
    "s": "~~",
    "del": "~~",
    "strike": "~~",
}
#: Tags whose look is lost and whose words stay.
_LOOKS = frozenset(
    "u sup sub small big center span div font p section blockquote references gallery ins abbr noinclude includeonly "
    "onlyinclude table tr td th tbody dl dt dd ul ol li h1 h2 h3 h4 h5 h6 var kbd samp q figure figcaption".split()
)


class Stash:
    """Markdown that is ready, behind a mark that nothing else reads."""

    def __init__(self) -> None:
        self._kept: list[str] = []

    def put(self, markdown: str, *, block: bool = False) -> str:
        self._kept.append(markdown)
        mark = f"\x00S{len(self._kept) - 1}\x00"
        return f"\n\n{mark}\n\n" if block else mark

    def back(self, text: str) -> str:
        """Everything in its place; marks inside what was kept too, each one older than what holds it."""
        while _MARK.search(text):
            text = _MARK.sub(lambda found: self._kept[int(found[0][2:-1])], text)
        return text.replace("\x00", "")


def escaped(text: str) -> str:
    """Words as they are, whatever they mean to Markdown or HTML."""
    return _MARKUP.sub(r"\\\1", html.unescape(text))


def start_escaped(line: str) -> str:
    """A line of words whose first sign would make it a title or a list."""
    return _STARTS.sub(
        lambda found: f"{found[1]}\\{found[2]}" if not found[2].isdigit() else f"{found[1]}{found[2]}\\", line
    )


def in_line(line: str, unknown: Counter[str]) -> str:
    """One line of wikitext as Markdown."""
    out: list[str] = []
    opened: list[str] = []
    end = 0
    for piece in _PIECES.finditer(line):
        out.append(escaped(line[end : piece.start()]))
        end = piece.end()
        if piece["kept"]:
            out.append(piece["kept"])
        elif piece["link"]:
            out.append(external(piece["link"], piece["label"] or ""))
        elif piece["bare"]:
            address = piece["bare"].rstrip(".,;:!?)'’…")
            out.append(f"<{address}>{escaped(piece['bare'][len(address) :])}")
        elif piece["quotes"]:
            out.append(_quotes(len(piece["quotes"]), opened))
        else:
            out.append(_tag(piece, opened, unknown))
    out.append(escaped(line[end:]))
    out.extend(reversed(opened))
    return "".join(out).strip()


def external(address: str, label: str) -> str:
    """A link out: the label is words only."""
    words = escaped(re.sub(r"'{2,5}|<[^<>]{0,300}>", "", label)).strip()
    return f"[{words or escaped(address)}](<{address}>)"


def _quotes(count: int, opened: list[str]) -> str:
    """Two quotes are italic, three bold, five both; four are a quote and bold."""
    if count == 5:  # noqa: PLR2004 - as above
        both = [opened.pop() for _ in range(2)] if len(opened) == 2 else []  # noqa: PLR2004 - both are open
        return "".join(both) or _toggle("**", opened) + _toggle("*", opened)
    if count == 2:  # noqa: PLR2004 - as above
        return _toggle("*", opened)
    return ("'" if count == 4 else "") + _toggle("**", opened)  # noqa: PLR2004 - as above


def _toggle(mark: str, opened: list[str]) -> str:
    """Open the mark, or close it with those that were opened after it."""
    if mark not in opened:
        opened.append(mark)
        return mark
    closed = ""
    while (last := opened.pop()) != mark:
        closed += last
    return closed + mark


def _tag(piece: re.Match[str], opened: list[str], unknown: Counter[str]) -> str:
    tag = piece["tag"].lower()
    if tag in _EMPHASIS:
        mark = _EMPHASIS[tag]
        return _toggle(mark, opened) if bool(piece["close"]) == (mark in opened) else ""
    if tag == "br":
        return " "
    if tag == "ref":
        return "" if piece["rest"].endswith("/") else ")" if piece["close"] else " ("
    if tag in _LOOKS:
        if not piece["close"] and tag != "p":
            unknown[f"<{tag}>"] += 1
        return ""
    unknown[f"<{tag}>"] += 1
    return escaped(piece[0])
