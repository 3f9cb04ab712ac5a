"""How a text file is encoded: BOM, then strict UTF-8, else cp1252.

French files are one or the other. Guessing by letter frequency calls ordinary cp1252 files "windows-1250"
and turns è
into č (measured on Banatic files), so nothing is guessed. Files glued together may hold both: each
byte that is not UTF-8 is then read as cp1252.
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_BLOCK = 1 << 20
MIXED = "utf-8 + cp1252"
# A cp1252 text holds by chance what looks like UTF-8, hardly ever; past one in so many wrong bytes, it is no chance.
_CHANCE = 20
_ASCII = bytes(range(128))
_FEWEST = 8  # signs from which NUL bytes at every other place are no accident
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def wide_encoding_of(start: bytes) -> str:
    """The encoding of two or four bytes a sign in which a file begins, if it is one.

    It is said by a byte order mark, or seen from NUL bytes that stand at every other place.
    """
    named = next((name for bom, name in _BOMS if start.startswith(bom)), "")
    if named:
        return named.replace("utf-8-sig", "")
    pairs = len(start) // 2
    low, high = start[0 : pairs * 2 : 2].count(0), start[1 : pairs * 2 : 2].count(0)
    if pairs < _FEWEST or min(low, high):
        return ""
    return "utf-16-le" if high * 2 > pairs else "utf-16-be" if low * 2 > pairs else ""


def encoding_of(path: Path, *, whole: bool) -> str:
    """The encoding of a file, from its first megabyte, or from the whole of it.

    The beginning is enough where the database reads the file afterwards: it refuses what is not UTF-8.
    """
    with path.open("rb") as stream:
        start = stream.read(4096)
        if wide := wide_encoding_of(start):
            return wide
        named = "utf-8-sig" if start.startswith(codecs.BOM_UTF8) else ""
        stream.seek(0)
        strict = codecs.getincrementaldecoder("utf-8")()
        try:
            while block := stream.read(_BLOCK):
                strict.decode(block)
                if not whole:
                    return named or "utf-8"
            strict.decode(b"", final=True)
        except UnicodeDecodeError:
            return MIXED if _is_mixed(path) else "cp1252"
    return named or "utf-8"


def _is_mixed(path: Path) -> bool:
    """Whether a file that is not UTF-8 holds UTF-8 all the same."""
    right = wrong = 0
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            plain = len(block) - len(block.translate(None, _ASCII))
            text = block.decode("utf-8", "ignore")
            right += len(text) - plain
            wrong += len(block) - len(text.encode())
    return right * _CHANCE >= wrong and right > 0


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("terreau.cp1252", _as_cp1252)
