"""Multibase texts: base58btc (`z…`) and unpadded base64url (`u…`), the two that Data Integrity allows."""

from __future__ import annotations

import base64
import binascii
import re

from terreau.recognition.openbadges.errors import UnreadableKeyError

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_PAIRS = [first + second for first in _ALPHABET for second in _ALPHABET]
_TEN = 58**10
_FOREIGN = 255
_VALUES = bytes(_ALPHABET.find(chr(code)) & _FOREIGN for code in range(256))
_FIVE, _THREE = 58**5, 58**3
_MAX = (
    1_000  # base58 costs the square of its length; a key or a signature has at most a few hundred characters
)
_ORDER = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*")


def base58_encode(raw: bytes) -> str:
    number = int.from_bytes(raw, "big")
    parts: list[str] = []
    while number:
        number, ten = divmod(number, _TEN)  # few divisions of the long number, many of one machine word
        for five in (ten % _FIVE, ten // _FIVE):
            three = five % _THREE
            parts.append(f"{_PAIRS[five // _THREE]}{_PAIRS[three // 58]}{_ALPHABET[three % 58]}")
    parts.reverse()
    zeros = len(raw) - len(raw.lstrip(b"\0"))
    return "1" * zeros + "".join(parts).lstrip("1")


def base58_decode(text: str) -> bytes:
    """Raises UnreadableKeyError for a foreign character or a text too long to be a key or a signature."""
    if len(text) > _MAX or not text.isascii():
        raise UnreadableKeyError(why="base58")
    digits = text.encode("ascii").translate(_VALUES)
    if _FOREIGN in digits:
        raise UnreadableKeyError(why="base58")
    number, head = 0, len(digits) % 5
    for digit in digits[:head]:
        number = number * 58 + digit
    five = [iter(digits[head:])] * 5
    for a, b, c, d, e in zip(*five, strict=True):  # few sums of the long number, many of short ones
        number = number * _FIVE + (((a * 58 + b) * 58 + c) * 58 + d) * 58 + e
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def base64url_decode(text: str) -> bytes:
    """Read unpadded base64url strictly. Raises UnreadableKeyError."""
    loose = len(text) % 4
    if not _BASE64URL.fullmatch(text) or loose == 1:
        raise UnreadableKeyError(why="base64url")
    # Bits that say nothing must be zero, or several texts would stand for one signature (RFC 4648, 3.5).
    if loose and _ORDER.index(text[-1]) & (0b1111 if loose == 2 else 0b11):  # noqa: PLR2004 -- characters
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
