"""Bitstring Status List 1.0 (https://www.w3.org/TR/vc-bitstring-status-list/): one bit per badge, gzipped."""

from __future__ import annotations

import gzip
import zlib

from terreau.recognition.openbadges.errors import OpenBadgesError, TooBigError, UnreadableError
from terreau.recognition.openbadges.keys.multibase import base64url_decode, base64url_encode

MINIMUM = 131_072
"""Entries of the smallest list, so that asking for one badge tells nothing of which (section 3.4)."""


def decode_list(encoded: str, limit: int) -> bytes:
    """Inflate `encodedList` to at most `limit` bytes. Raises TooBigError, UnreadableError."""
    try:
        # StatusList2021 has no multibase prefix; gzip always begins with H4sI in base64.
        packed = base64url_decode(encoded.removeprefix("u").rstrip("="))
    except OpenBadgesError:
        raise UnreadableError from None
    work = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        bits = work.decompress(packed, limit + 1)
    except zlib.error:
        raise UnreadableError from None
    if len(bits) > limit:
        raise TooBigError(what="status_list_size", limit=limit)
    if not work.eof:
        raise UnreadableError
    return bits


def encode_list(bits: bytes) -> str:
    """Write the same list always as the same text: no time stamp in the gzip header."""
    return "u" + base64url_encode(gzip.compress(bits, mtime=0))


class StatusList:
    """A list of `size` entries, all off. Index 0 is the leftmost bit."""

    def __init__(self, size: int = MINIMUM, bits: bytes | None = None) -> None:
        self.bits = bytearray(bits if bits is not None else (max(size, MINIMUM) + 7) // 8)

    @classmethod
    def read(cls, encoded: str, limit: int) -> StatusList:
        return cls(bits=decode_list(encoded, limit))

    def __len__(self) -> int:
        return len(self.bits) * 8

    def __getitem__(self, index: int) -> bool:
        """Raises IndexError outside the list."""
        if not 0 <= index < len(self):
            raise IndexError(index)
        return bool(self.bits[index >> 3] >> (7 - (index & 7)) & 1)

    def __setitem__(self, index: int, on: bool) -> None:
        if not 0 <= index < len(self):
            raise IndexError(index)
        if on:
            self.bits[index >> 3] |= 1 << (7 - (index & 7))
        else:
            self.bits[index >> 3] &= ~(1 << (7 - (index & 7))) & 0xFF

    def encoded(self) -> str:
        return encode_list(bytes(self.bits))
