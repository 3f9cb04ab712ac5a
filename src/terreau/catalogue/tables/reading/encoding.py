"""How a text file is encoded: BOM, then strict UTF-8, else cp1252.

French files are one or the other. Guessing by letter frequency calls ordinary cp1252 files "windows-1250"
and turns è
into č (measured on Banatic files), so nothing is guessed.
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_BLOCK = 1 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding_of(path: Path, *, whole: bool) -> str:
    """The encoding of a file, from its first megabyte, or from the whole of it.

    The beginning is enough where the database reads the file afterwards: it refuses what is not UTF-8.
    """
    with path.open("rb") as stream:
        start = stream.read(4)
        named = next((name for bom, name in _BOMS if start.startswith(bom)), "")
        if named not in ("", "utf-8-sig"):
            return named
        stream.seek(0)
        strict = codecs.getincrementaldecoder("utf-8")()
        try:
            while block := stream.read(_BLOCK):
                strict.decode(block)
                if not whole:
                    return named or "utf-8"
            strict.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return named or "utf-8"
