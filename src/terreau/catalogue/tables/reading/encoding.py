"""How a text file is encoded and laid out, read once in blocks.

BOM, then strict UTF-8, else cp1252: French files are one or the other. Guessing by letter frequency calls ordinary
cp1252 files "windows-1250" and turns è into č (measured on Banatic files), so nothing is guessed.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from terreau.catalogue.tables.reading import limits
from terreau.catalogue.tables.refusals import CellTooLarge

if TYPE_CHECKING:
    from pathlib import Path

_BLOCK = 4 << 20
# Where a blank stands between a quote and a separator, readers disagree on what belongs to the value.
_BLANK_BY_QUOTE = re.compile(rb'" +[,;|\t\r\n]|[,;|\t\n] +"')
# A separator at the end of a line is an empty last cell, or one cell too many: to be counted.
_OPEN_ENDS = tuple(mark + end for mark in (b",", b";", b"\t", b"|") for end in (b"\n", b"\r\n"))
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True)
class Layout:
    """`lines`: line breaks counted as they stand, quoted ones included. `even`: one kind of line break, no blank line,
    no NUL and no blank beside a quote, so that the database reads the file as Python's `csv` does."""

    encoding: str
    lines: int
    even: bool
    open_ended: bool


def layout_of(path: Path) -> Layout:
    """Read the whole file once; raises `CellTooLarge` for a line that no table has."""
    with path.open("rb") as stream:
        start = stream.read(4)
    encoding = next((name for bom, name in _BOMS if start.startswith(bom)), "")
    strict = codecs.getincrementaldecoder("utf-8")() if encoding in ("", "utf-8-sig") else None
    count = _Count()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            count.add(block)
            if strict is not None and not (block.isascii() and not strict.getstate()[0]):
                try:
                    strict.decode(block)
                except UnicodeDecodeError:
                    strict, encoding = None, "cp1252"
    if strict is not None and strict.getstate()[0]:
        encoding = "cp1252"
    return count.layout(encoding or "utf-8")


class _Count:
    def __init__(self) -> None:
        self.feeds = self.returns = self.pairs = self.since = 0
        self.uneven = self.open_ended = False
        self.tail = b"\n"

    def add(self, block: bytes) -> None:
        joined = self.tail[-1:] + block
        self.feeds += block.count(b"\n")
        if b"\r" in joined:
            self.returns += block.count(b"\r")
            self.pairs += joined.count(b"\r\n")
        self.uneven = self.uneven or b"\n\n" in joined or b"\n\r" in joined or b"\0" in block
        # Cheap searches first: the expression only runs on the few blocks that may need it.
        if not self.uneven and (b' "' in joined or b'" ' in joined):
            self.uneven = bool(_BLANK_BY_QUOTE.search(joined))
        self.open_ended = self.open_ended or any(end in joined for end in _OPEN_ENDS)
        last = max(block.rfind(b"\n"), block.rfind(b"\r"))
        self.since = self.since + len(block) if last < 0 else len(block) - last
        if self.since > limits.CELL_BYTES + _BLOCK:
            raise CellTooLarge(line=self.feeds + 1, limit=limits.CELL_BYTES // 10**6)
        self.tail = block

    def layout(self, encoding: str) -> Layout:
        only_feeds = self.returns == 0
        only_pairs = self.returns == self.feeds == self.pairs
        return Layout(
            encoding=encoding,
            lines=self.feeds or self.returns,
            even=(only_feeds or only_pairs) and not self.uneven and self.feeds > 0,
            open_ended=self.open_ended or self.tail[-1:] in b",;\t|",
        )
