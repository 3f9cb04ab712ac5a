"""Public keys, whatever their algorithm, behind one `verify`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from terreau.recognition.openbadges.errors import UnreadableKeyError
from terreau.recognition.openbadges.keys import multibase

Native = ed25519.Ed25519PublicKey | ec.EllipticCurvePublicKey | rsa.RSAPublicKey
# https://www.w3.org/TR/cid-1.0/#Multikey: the first two bytes name the algorithm.
_ED25519, _P256, _P384 = b"\xed\x01", b"\x80\x24", b"\x81\x24"
_CURVES: dict[str, tuple[ec.EllipticCurve, hashes.HashAlgorithm, int]] = {
    "P-256": (ec.SECP256R1(), hashes.SHA256(), 32),
    "P-384": (ec.SECP384R1(), hashes.SHA384(), 48),
}
_MIN_RSA_BITS = 2048


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key. `kind` is "Ed25519", "P-256", "P-384" or "RSA"."""

    kind: str
    native: Native

    def verify(self, signature: bytes, data: bytes, digest: str = "sha256") -> bool:
        """Check a raw signature (r‖s for curves, PKCS#1 v1.5 for RSA)."""
        try:
            if self.kind == "Ed25519":  # asked first, as asking an abstract class is slow
                cast("ed25519.Ed25519PublicKey", self.native).verify(signature, data)
            elif isinstance(self.native, ec.EllipticCurvePublicKey):
                _curve, algorithm, size = _CURVES[self.kind]
                if len(signature) != 2 * size:
                    return False
                halves = (int.from_bytes(signature[:size], "big"), int.from_bytes(signature[size:], "big"))
                self.native.verify(utils.encode_dss_signature(*halves), data, ec.ECDSA(algorithm))
            elif isinstance(self.native, rsa.RSAPublicKey):
                self.native.verify(signature, data, padding.PKCS1v15(), _digest(digest))
            else:
                return False
        except InvalidSignature:
            return False
        return True

    def multikey(self) -> str:
        """Write the key as a Multikey text (`z6Mk…`). RSA keys have no such form here."""
        if isinstance(self.native, ed25519.Ed25519PublicKey):
            return "z" + multibase.base58_encode(_ED25519 + self.native.public_bytes_raw())
        if isinstance(self.native, ec.EllipticCurvePublicKey):
            prefix = _P256 if self.kind == "P-256" else _P384
            point = self.native.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
            return "z" + multibase.base58_encode(prefix + point)
        raise UnreadableKeyError(why="RSA")


def _digest(name: str) -> hashes.HashAlgorithm:
    return {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}[name]


def from_native(native: object) -> PublicKey:
    """Wrap a key of the cryptography package. Raises UnreadableKeyError for a kind we do not use."""
    if isinstance(native, ed25519.Ed25519PublicKey):
        return PublicKey("Ed25519", native)
    if isinstance(native, ec.EllipticCurvePublicKey):
        for kind, described in _CURVES.items():
            if described[0].name == native.curve.name:
                return PublicKey(kind, native)
    if isinstance(native, rsa.RSAPublicKey) and native.key_size >= _MIN_RSA_BITS:
        return PublicKey("RSA", native)
    raise UnreadableKeyError(why=type(native).__name__)


@lru_cache(maxsize=1024)
def from_multikey(text: str) -> PublicKey:
    """Read a Multikey text. Raises UnreadableKeyError."""
    raw = multibase.decode(text)
    prefix, body = raw[:2], raw[2:]
    try:
        if prefix == _ED25519:
            return PublicKey("Ed25519", ed25519.Ed25519PublicKey.from_public_bytes(body))
        if prefix in {_P256, _P384}:
            kind = "P-256" if prefix == _P256 else "P-384"
            return PublicKey(kind, ec.EllipticCurvePublicKey.from_encoded_point(_CURVES[kind][0], body))
    except ValueError:
        raise UnreadableKeyError(why=text[:12]) from None
    raise UnreadableKeyError(why=text[:12])


def did_key_of(key: PublicKey) -> str:
    return "did:key:" + key.multikey()
