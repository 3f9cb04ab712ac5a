"""JSON Web Keys (RFC 7517, RFC 8037) and PEM, the other clothes of a public key."""

from __future__ import annotations

from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from terreau.recognition.openbadges.errors import UnreadableKeyError
from terreau.recognition.openbadges.keys.multibase import base64url_decode, base64url_encode
from terreau.recognition.openbadges.keys.public import PublicKey, from_native

_CURVES: dict[str, ec.EllipticCurve] = {"P-256": ec.SECP256R1(), "P-384": ec.SECP384R1()}


def _number(jwk: dict[str, Any], name: str) -> int:
    return int.from_bytes(base64url_decode(jwk[name]), "big")


def public_from_jwk(jwk: object) -> PublicKey:
    """Read a public JWK. Raises UnreadableKeyError; a JWK that shows a private part is refused too."""
    if not isinstance(jwk, dict) or "d" in jwk:
        raise UnreadableKeyError(why="JWK")
    try:
        if jwk["kty"] == "OKP" and jwk["crv"] == "Ed25519":
            return from_native(ed25519.Ed25519PublicKey.from_public_bytes(base64url_decode(jwk["x"])))
        if jwk["kty"] == "EC":
            numbers = ec.EllipticCurvePublicNumbers(_number(jwk, "x"), _number(jwk, "y"), _CURVES[jwk["crv"]])
            return from_native(numbers.public_key())
        if jwk["kty"] == "RSA":
            return from_native(rsa.RSAPublicNumbers(_number(jwk, "e"), _number(jwk, "n")).public_key())
    except (KeyError, ValueError, TypeError, AttributeError):
        raise UnreadableKeyError(why="JWK") from None
    raise UnreadableKeyError(why="JWK")


def public_to_jwk(key: PublicKey) -> dict[str, str]:
    native = key.native
    if isinstance(native, ed25519.Ed25519PublicKey):
        return {"kty": "OKP", "crv": "Ed25519", "x": base64url_encode(native.public_bytes_raw())}
    if isinstance(native, ec.EllipticCurvePublicKey):
        size = (native.key_size + 7) // 8
        point = native.public_numbers()
        x, y = (base64url_encode(part.to_bytes(size, "big")) for part in (point.x, point.y))
        return {"kty": "EC", "crv": key.kind, "x": x, "y": y}
    numbers = native.public_numbers()
    n, e = (part.to_bytes((part.bit_length() + 7) // 8, "big") for part in (numbers.n, numbers.e))
    return {"kty": "RSA", "n": base64url_encode(n), "e": base64url_encode(e)}


def public_from_pem(text: str) -> PublicKey:
    """Read an Open Badges 2.0 `publicKeyPem`. Raises UnreadableKeyError."""
    try:
        return from_native(load_pem_public_key(text.encode()))
    except (ValueError, TypeError):
        raise UnreadableKeyError(why="PEM") from None
