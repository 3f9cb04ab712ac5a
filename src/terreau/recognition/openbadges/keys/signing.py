"""Private keys: made, kept as a small JSON file, and used to sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, utils

from terreau.recognition.openbadges.errors import UnreadableKeyError
from terreau.recognition.openbadges.keys import multibase
from terreau.recognition.openbadges.keys.public import PublicKey, did_key_of, from_native

# https://www.w3.org/TR/cid-1.0/#Multikey, "secretKeyMultibase"
_ED25519_SECRET, _P256_SECRET = b"\x80\x26", b"\x86\x26"
_SIZE = 32


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key with the addresses under which its public half is found.

    `controller` is the issuer's id (a did:key unless said otherwise); `method` the verification method that
    proofs point to.
    """

    native: ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey
    controller: str
    method: str

    @classmethod
    def generate(cls, kind: str = "Ed25519", controller: str = "") -> SigningKey:
        """Make a key of kind "Ed25519" or "P-256"."""
        if kind == "Ed25519":
            return cls.of(ed25519.Ed25519PrivateKey.generate(), controller)
        if kind == "P-256":
            return cls.of(ec.generate_private_key(ec.SECP256R1()), controller)
        raise UnreadableKeyError(why=kind)

    @classmethod
    def of(
        cls,
        native: ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey,
        controller: str = "",
        method: str = "",
    ) -> SigningKey:
        did = did_key_of(from_native(native.public_key()))
        controller = controller or did
        multikey = did.removeprefix("did:key:")
        return cls(native, controller, method or f"{controller}#{multikey}")

    @classmethod
    def from_multikey(cls, secret: str, controller: str = "", method: str = "") -> SigningKey:
        """Read a `secretKeyMultibase` text. Raises UnreadableKeyError, without ever quoting the secret."""
        raw = multibase.decode(secret)
        prefix, body = raw[:2], raw[2:]
        if prefix == _ED25519_SECRET and len(body) in {_SIZE, 2 * _SIZE}:
            native = ed25519.Ed25519PrivateKey.from_private_bytes(body[:_SIZE])
            # Digital Bazaar's tools write the public half after the secret one.
            if body[_SIZE:] not in {b"", native.public_key().public_bytes_raw()}:
                raise UnreadableKeyError(why="secretKeyMultibase")
            return cls.of(native, controller, method)
        if prefix != _P256_SECRET or len(body) != _SIZE:
            raise UnreadableKeyError(why="secretKeyMultibase")
        return cls.of(ec.derive_private_key(int.from_bytes(body, "big"), ec.SECP256R1()), controller, method)

    @classmethod
    def from_json(cls, value: object) -> SigningKey:
        """Read a key file: a Multikey document with its secret. Raises UnreadableKeyError."""
        if not isinstance(value, dict) or not isinstance(value.get("secretKeyMultibase"), str):
            raise UnreadableKeyError(why="secretKeyMultibase")
        controller, method = str(value.get("controller") or ""), str(value.get("id") or "")
        return cls.from_multikey(value["secretKeyMultibase"], controller, method)

    def to_json(self) -> dict[str, Any]:
        """Write the whole key, secret included, as a Multikey document."""
        return {**self.public_document(), "secretKeyMultibase": self._secret()}

    def public_document(self) -> dict[str, Any]:
        """Write what may be published: the verification method."""
        return {
            "id": self.method,
            "type": "Multikey",
            "controller": self.controller,
            "publicKeyMultibase": self.public.multikey(),
        }

    @property
    def kind(self) -> str:
        # By its name, as asking an abstract class is slow; a test holds it to the public half.
        return "Ed25519" if "Ed25519" in type(self.native).__name__ else "P-256"

    @property
    def public(self) -> PublicKey:
        return from_native(self.native.public_key())

    def _secret(self) -> str:
        if isinstance(self.native, ed25519.Ed25519PrivateKey):
            return "z" + multibase.base58_encode(_ED25519_SECRET + self.native.private_bytes_raw())
        number = self.native.private_numbers().private_value
        return "z" + multibase.base58_encode(_P256_SECRET + number.to_bytes(_SIZE, "big"))

    def sign(self, data: bytes) -> bytes:
        """Sign; curves give r‖s."""
        if self.kind == "Ed25519":
            return cast("ed25519.Ed25519PrivateKey", self.native).sign(data)
        r, s = utils.decode_dss_signature(
            cast("ec.EllipticCurvePrivateKey", self.native).sign(data, ec.ECDSA(hashes.SHA256()))
        )
        return r.to_bytes(_SIZE, "big") + s.to_bytes(_SIZE, "big")
