"""Multibase texts: base58btc (`z…`) and unpadded base64url (`u…`), the two that Data Integrity allows."""

from __future__ import annotations

import base64
import binascii
import re

from terreau.recognition.openbadges.errors import UnreadableKeyError

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_PAIRS = [first + second for first in _ALPHABET for second in _ALPHABET]
_TEN = 58**10
_VALUE = {character: value for value, character in enumerate(_ALPHABET)}
_MAX = (
    1_000  # base58 costs the square of its length; a key or a signature has at most a few hundred characters
)
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*")


def base58_encode(raw: bytes) -> str:
    number = int.from_bytes(raw, "big")
    pairs: list[str] = []
    while number:
        number, ten = divmod(number, _TEN)  # few divisions of the long number, many of short ones
        for _count in range(5):
            ten, pair = divmod(ten, 3364)
            pairs.append(_PAIRS[pair])
    zeros = len(raw) - len(raw.lstrip(b"\0"))
    return "1" * zeros + "".join(reversed(pairs)).lstrip("1")


def base58_decode(text: str) -> bytes:
    """Raises UnreadableKeyError for a foreign character or a text too long to be a key or a signature."""
    if len(text) > _MAX:
        raise UnreadableKeyError(why="base58")
    number = 0
    try:
        for start in range(0, len(text), 10):
            ten = 0
            part = text[start : start + 10]
            for character in part:
                ten = ten * 58 + _VALUE[character]
            number = number * 58 ** len(part) + ten
    except KeyError:
        raise UnreadableKeyError(why="base58") from None
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def base64url_decode(text: str) -> bytes:
    """Read unpadded base64url strictly. Raises UnreadableKeyError."""
    if not _BASE64URL.fullmatch(text) or len(text) % 4 == 1:
        raise UnreadableKeyError(why="base64url")
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error:
        raise UnreadableKeyError(why="base64url") from None


def base64url_encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    """Read a multibase text. Raises UnreadableKeyError for any base but `z` and `u`."""
    if text.startswith("z"):
        return base58_decode(text[1:])
    if text.startswith("u"):
        return base64url_decode(text[1:])
    raise UnreadableKeyError(why="multibase")
