"""From the bytes of a file to the credential it holds, whatever its clothes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from terreau.recognition.openbadges.baking.png import SIGNATURE, unbake_png
from terreau.recognition.openbadges.baking.svg import unbake_svg
from terreau.recognition.openbadges.errors import NoCredentialError, TooBigError, UnreadableError
from terreau.recognition.openbadges.proofs.jwt import Token, read_token
from terreau.recognition.openbadges.strictjson import parse

if TYPE_CHECKING:
    from terreau.recognition.openbadges.caps import Caps

_JWS = re.compile(rb"\s*[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\s*")

_ENVELOPE = re.compile(r"data:application/(?:vc\+jwt|vc\+ld\+jwt|jwt)[;,]")


@dataclass(frozen=True, slots=True)
class Document:
    """A credential as read. `clothes` is "json" or "jws", `picture` is "png", "svg" or empty."""

    credential: dict[str, Any]
    text: str
    clothes: str
    picture: str = ""
    token: Token | None = None


def _unpack(raw: bytes, caps: Caps) -> tuple[bytes, str]:
    """Take the text out of its picture, if any."""
    if raw.startswith(SIGNATURE):
        found, picture = unbake_png(raw, caps), "png"
    else:
        start = raw[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
        if not start.startswith(b"<"):
            return raw, ""
        found, picture = unbake_svg(raw, caps), "svg"
    if found is None:
        raise NoCredentialError
    return found, picture


def _enveloped(value: dict[str, Any], caps: Caps) -> Token | None:
    """Open an EnvelopedVerifiableCredential: a token in a data: address (VCDM 2.0, 4.13)."""
    kinds = value.get("type")
    address = value.get("id")
    if "EnvelopedVerifiableCredential" not in (kinds if isinstance(kinds, list) else [kinds]):
        return None
    if not isinstance(address, str) or not _ENVELOPE.match(address):
        return None
    return read_token(address.partition(",")[2], caps)


def read(raw: bytes, caps: Caps) -> Document:
    """Read a file: JSON, compact JWS, baked PNG or SVG. Raises UnreadableError and its kin."""
    if len(raw) > caps.file_size:
        raise TooBigError(what="file_size", limit=caps.file_size)
    text, picture = _unpack(raw, caps)
    if _JWS.fullmatch(text):
        if len(text) > caps.text_size * 2:
            raise TooBigError(what="text_size", limit=caps.text_size)
        token = read_token(text.decode(), caps)
        return Document(token.credential(), text.decode().strip(), "jws", picture, token)
    if not text.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        raise UnreadableError
    value = parse(text, caps)
    inside = _enveloped(value, caps)
    if inside is not None:
        return Document(inside.credential(), text.decode("utf-8-sig").strip(), "jws", picture, inside)
    return Document(value, text.decode("utf-8-sig").strip(), "json", picture)
