"""Lines of wikitext into blocks of Markdown: titles, lists, tables, paragraphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from terreau.commons.mediawiki.inline import start_escaped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Inline = Callable[[str], str]

_HEADING = re.compile(r"(={1,6})([^=].*?|[^=])(={1,6})\s*")
_LIST = re.compile(r"([*#:;]{1,20})\s*(.*)")
_RULE = re.compile(r"-{4,}\s*")
#: Columns of a table; beyond, our own Markdown shows it as text.
_WIDEST = 60
_DEEPEST = 8
#: Signs of the attributes of a cell.
_ATTRIBUTES = 300


def in_blocks(text: str, inline: Inline) -> str:
    """The whole text; `inline` turns what stands inside a line."""
    lines = iter(text.split("\n"))
    out: list[str] = []
    in_list = False
    for line in lines:
        stripped = line.strip()
        listed = _LIST.fullmatch(line) if line[:1] in "*#:;" and line else None
        if in_list and not listed:
            out.append("")
        in_list = listed is not None
        heading = _HEADING.fullmatch(stripped) if stripped.startswith("=") else None
        if stripped.startswith("{|"):
            out.extend(["", *_table(lines, inline), ""])
        elif heading:
            level = min(len(heading[1]), len(heading[3]))
            out.extend(["", f"{'#' * level} {inline(heading[2].strip())}", ""])
        elif _RULE.fullmatch(stripped):
            out.extend(["", "---", ""])
        elif listed:
            if out and out[-1] and not re.match(r"\s*(- |1\. |> |\*\*)", out[-1]):
                out.append("")
            out.append(_item(listed[1], listed[2], inline))
        else:
            out.append(start_escaped(inline(stripped)))
    return "\n".join(out)


def _item(marks: str, said: str, inline: Inline) -> str:
    """An item at its depth: `*` a dash, `#` a number, `:` a shift, `;` a term."""
    marks = marks[-_DEEPEST:]
    last, indent = marks[-1], "    " * (len(marks) - 1)
    if last == ";":
        term, colon, meaning = said.partition(" : ")
        return f"{indent}- **{inline(term.strip())}**{f' : {inline(meaning)}' if colon else ''}"
    if last == ":":
        return (
            f"{'> ' * marks.count(':')}{inline(said)}" if set(marks) == {":"} else f"{indent}{inline(said)}"
        )
    return f"{indent}{'- ' if last == '*' else '1. '}{inline(said)}"


def _table(lines: Iterator[str], inline: Inline) -> list[str]:
    """A table, up to its end or the end of the text; tables inside it are words of their cell."""
    rows: list[list[str]] = [[]]
    caption, depth = "", 1
    for line in lines:
        said = line.strip()
        depth += said.startswith("{|")
        depth -= said.startswith("|}")
        if depth == 0:
            break
        if depth > 1 or said.startswith(("|}", "{|")):
            _more(rows, said)
        elif said.startswith("|-"):
            rows.append([])
        elif said.startswith("|+"):
            caption = _content(said[2:])
        elif said[:1] in ("|", "!") and said:
            cells = re.split(r"\|\||!!" if said[0] == "!" else r"\|\|", said[1:])
            rows[-1].extend(_content(cell) for cell in cells)
        else:
            _more(rows, said)
    return _pipes([row for row in rows if row], caption, inline)


def _more(rows: list[list[str]], said: str) -> None:
    """A line that goes on with the last cell."""
    if said and rows[-1]:
        rows[-1][-1] = f"{rows[-1][-1]} {said}"
    elif said:
        rows[-1].append(said)


def _content(cell: str) -> str:
    """What a cell says, without its attributes: `style="…" | words`."""
    before, bar, after = cell.partition("|")
    has_attributes = bar and "=" in before and len(before) < _ATTRIBUTES and "\x00" not in before
    return (after if has_attributes else cell).strip()


def _pipes(rows: list[list[str]], caption: str, inline: Inline) -> list[str]:
    if not rows:
        return []
    width = max(len(row) for row in rows)
    title = [f"**{inline(caption)}**", ""] if caption else []
    cells = [[inline(cell).replace("\n", " ") for cell in row] for row in rows]
    if width > _WIDEST:
        return [*title, *(" ; ".join(row) for row in cells)]
    head, *body = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in cells]
    return [*title, head, f"|{' --- |' * width}", *body]
