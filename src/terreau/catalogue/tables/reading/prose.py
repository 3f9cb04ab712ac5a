"""Text that is plainly no table: a page of the web, a document in Markdown, a letter.

A table of one column is a table: a list of names, the answers to one question. So nothing is refused for being
written in sentences, unless its name says that it is a document.
"""

from __future__ import annotations

import re
from itertools import islice
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_LINES, _LONGEST = 300, 4_000
_HEADING = re.compile(r"#{1,6} \S")
_DOCUMENTS = frozenset((".md", ".markdown", ".txt", ".rst", ".adoc"))
#: Blank lines part the paragraphs of a document, seldom the rows of a table.
_BLANK = 0.1
_FEWEST, _HEADINGS, _WORDS = 5, 2, 6

_PAGE = ("c’est une page web", "it is a page of the web")
_XML = ("c’est du XML", "it is XML")
_TEXT = ("c’est un texte, avec ses titres et ses paragraphes", "it is a text, with its titles and paragraphs")


def why_no_table(path: Path, encoding: str, width: int) -> tuple[str, str] | None:
    """What the file is instead, in French and in English; None for what may be a table of `width` columns."""
    with path.open(encoding=encoding, errors="replace", newline=None) as stream:
        lines = [line.strip() for line in islice(iter(lambda: stream.readline(_LONGEST), ""), _LINES)]
    start = next(filter(None, lines), "").lstrip("\ufeff").lower()
    if start.startswith(("<!doctype html", "<html")):
        return _PAGE
    if start.startswith("<?xml"):
        return _XML
    return _TEXT if width == 1 and _is_prose(lines, PurePath(path).suffix.lower()) else None


def _is_prose(lines: Sequence[str], suffix: str) -> bool:
    written = [line for line in lines if line]
    if len(written) < _FEWEST or len(lines) - len(written) < _BLANK * len(lines):
        return False
    if sum(bool(_HEADING.match(line)) for line in written) >= _HEADINGS:
        return True
    words = sum(len(line.split()) for line in written) / len(written)
    return suffix in _DOCUMENTS and words >= _WORDS
