"""Baked PNG: one iTXt chunk, keyword `openbadgecredential` (3.0) or `openbadges` (2.0), placed after IHDR."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

from terreau.recognition.openbadges.errors import BrokenPictureError, ManyCredentialsError, TooBigError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from terreau.recognition.openbadges.caps import Caps

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEYWORDS = (b"openbadgecredential", b"openbadges")
_HEAD = struct.Struct(">I4s")
_TEXTS = frozenset((b"iTXt", b"tEXt", b"zTXt"))


def _chunks(raw: bytes, caps: Caps) -> Iterator[tuple[bytes, int, int]]:
    """Walk the chunks as (type, start, end), checksums of texts checked. Raises BrokenPictureError."""
    if not raw.startswith(SIGNATURE):
        raise BrokenPictureError(why="PNG")
    at = len(SIGNATURE)
    for _count in range(caps.png_chunks):
        if at + 12 > len(raw):
            raise BrokenPictureError(why="IEND")
        size, kind = _HEAD.unpack_from(raw, at)
        end = at + 12 + size
        if end > len(raw):
            raise BrokenPictureError(why=kind.decode("latin-1"))
        if kind in _TEXTS and zlib.crc32(raw[at + 4 : end - 4]) != int.from_bytes(raw[end - 4 : end], "big"):
            raise BrokenPictureError(why="CRC")
        yield kind, at, end
        if kind == b"IEND":
            return
        at = end
    raise TooBigError(what="png_chunks", limit=caps.png_chunks)


def inflate(packed: bytes, limit: int) -> bytes:
    """Inflate at most `limit` bytes. Raises TooBigError past it, BrokenPictureError if it is not zlib."""
    work = zlib.decompressobj()
    try:
        text = work.decompress(packed, limit + 1)
    except zlib.error:
        raise BrokenPictureError(why="zlib") from None
    if len(text) > limit:
        raise TooBigError(what="text_size", limit=limit)
    if not work.eof:
        raise BrokenPictureError(why="zlib")
    return text


def _text(kind: bytes, body: bytes, caps: Caps) -> bytes | None:
    """Give the badge that a text chunk holds, or None when it is another text."""
    keyword, _, rest = body.partition(b"\0")
    if keyword not in _KEYWORDS:
        return None
    if kind == b"tEXt":
        return rest
    if kind == b"zTXt":
        return inflate(rest[1:], caps.text_size)
    compressed, method, rest = rest[:1], rest[1:2], rest[2:]
    parts = rest.split(b"\0", 2)
    if len(parts) != 3 or method != b"\0":  # noqa: PLR2004 -- language, translated keyword, text
        raise BrokenPictureError(why="iTXt")
    return inflate(parts[2], caps.text_size) if compressed == b"\1" else parts[2]


def unbake_png(raw: bytes, caps: Caps) -> bytes | None:
    """Take the badge out of a PNG; None when there is none.

    Raises ManyCredentialsError when there are several, BrokenPictureError, TooBigError.
    """
    found = []
    for kind, start, end in _chunks(raw, caps):
        if kind in _TEXTS:
            text = _text(kind, raw[start + 8 : end - 4], caps)
            if text is not None:
                found.append(text)
    if len(found) > 1:
        raise ManyCredentialsError(count=len(found))
    return found[0] if found else None


def bake_png(picture: bytes, credential: str, caps: Caps, keyword: bytes = _KEYWORDS[0]) -> bytes:
    """Put a badge in a PNG, in place of any that was there. Raises BrokenPictureError."""
    body = keyword + b"\0\0\0\0\0" + credential.encode()
    chunk = _HEAD.pack(len(body), b"iTXt") + body + zlib.crc32(b"iTXt" + body).to_bytes(4, "big")
    kept: list[bytes] = [SIGNATURE]
    for kind, start, end in _chunks(picture, caps):
        old = kind in _TEXTS and picture[start + 8 : end - 4].partition(b"\0")[0] in _KEYWORDS
        if not old:
            kept.append(picture[start:end])
        if kind == b"IHDR":
            kept.append(chunk)
    if chunk not in kept:
        raise BrokenPictureError(why="IHDR")
    return b"".join(kept)
