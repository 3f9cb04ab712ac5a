"""Small badges made for a test, each in one line."""

from __future__ import annotations

import json
import struct
import zlib
from typing import Any

from terreau.recognition.openbadges import SigningKey, achievement_credential, issue
from terreau.recognition.openbadges.baking.png import SIGNATURE

KEY = SigningKey.generate()
OTHER = SigningKey.generate()
ACHIEVEMENT: dict[str, Any] = {
    "id": "https://ex.example/a/1",
    "name": "Réparation",
    "description": "Sait réparer et montrer.",
    "criteria": {"narrative": "Trois réparations."},
}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


def profile(key: SigningKey = KEY) -> dict[str, Any]:
    return {"id": key.controller, "type": ["Profile"], "name": "Atelier du Canal"}


def unsigned(key: SigningKey = KEY, **more: Any) -> dict[str, Any]:
    return achievement_credential(ACHIEVEMENT, profile(key), "camille@ex.example", more=more)


def signed(key: SigningKey = KEY, **more: Any) -> dict[str, Any]:
    return issue(unsigned(key, **more), key)


def raw(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(*texts: bytes, kind: bytes = b"iTXt") -> bytes:
    """Make a PNG of one pixel, with text chunks after its header."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    body = b"".join(chunk(kind, text) for text in texts)
    return SIGNATURE + head + body + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
