"""Ed25519 (RFC 8032) over the bytes of the manifest, which names every other member by its SHA-256."""

from __future__ import annotations

import base64
import binascii

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

#: In front of what is signed, so that no signature made for something else can pass for one of an archive.
_PURPOSE = b"terreau commons archive 1\n"
ALGORITHM = "Ed25519"


def public_key(key: bytes) -> str:
    """The public key of a private one (32 bytes), in base64: what an instance publishes."""
    public = Ed25519PrivateKey.from_private_bytes(key).public_key()
    return base64.b64encode(public.public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()


def sign(manifest: bytes, key: bytes) -> str:
    return base64.b64encode(Ed25519PrivateKey.from_private_bytes(key).sign(_PURPOSE + manifest)).decode()


def is_signed(manifest: bytes, signature: object, public: object) -> bool:
    """Whether `signature` over `manifest` is of `public`; both in base64, whatever was found in the file."""
    if not isinstance(signature, str) or not isinstance(public, str):
        return False
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public, validate=True))
        key.verify(base64.b64decode(signature, validate=True), _PURPOSE + manifest)
    except (InvalidSignature, ValueError, binascii.Error):
        return False
    return True
