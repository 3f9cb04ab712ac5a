"""VC-JWT (https://www.w3.org/TR/vc-jose-cose/ and Open Badges 3.0, 8.2): compact JWS read and written.

By hand on `cryptography`: the algorithm is pinned to the kind of the key, never chosen by the token
(RFC 8725, 3.1), and the payload is parsed by the same strict reader as everything else.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from terreau.recognition.openbadges.contexts import CREDENTIALS_V2
from terreau.recognition.openbadges.errors import JsonError, OpenBadgesError
from terreau.recognition.openbadges.keys.jwk import public_to_jwk
from terreau.recognition.openbadges.keys.multibase import base64url_decode, base64url_encode
from terreau.recognition.openbadges.moments import write_moment
from terreau.recognition.openbadges.strictjson import parse

if TYPE_CHECKING:
    from terreau.recognition.openbadges.caps import Caps
    from terreau.recognition.openbadges.keys.public import PublicKey
    from terreau.recognition.openbadges.keys.signing import SigningKey

# Algorithm -> kind of key, digest (RSA only). What is absent is refused, "none" and shared secrets first.
ALGORITHMS = {
    "EdDSA": ("Ed25519", ""),
    "Ed25519": ("Ed25519", ""),
    "ES256": ("P-256", ""),
    "ES384": ("P-384", ""),
    "RS256": ("RSA", "sha256"),
    "RS384": ("RSA", "sha384"),
    "RS512": ("RSA", "sha512"),
}
CLAIMS = ("iss", "sub", "aud", "exp", "nbf", "iat", "jti", "cnf")
_PARTS = 3


@dataclass(frozen=True, slots=True)
class Token:
    """A compact JWS taken apart; nothing in it is checked yet."""

    header: dict[str, Any]
    payload: dict[str, Any]
    signed: bytes
    signature: bytes

    @property
    def algorithm(self) -> str:
        return str(self.header.get("alg"))

    def credential(self) -> dict[str, Any]:
        """Give the credential: the payload itself (VCDM 2.0) or its `vc` claim (VCDM 1.1)."""
        inner = self.payload.get("vc")
        if isinstance(inner, dict):
            return {**inner, **_from_claims(inner, self.payload)}
        return {name: value for name, value in self.payload.items() if name not in CLAIMS}

    def good(self, key: PublicKey) -> bool:
        """Check the signature under the algorithm that the key commands."""
        kind, digest = ALGORITHMS.get(self.algorithm, ("", ""))
        return kind == key.kind and key.verify(self.signature, self.signed, digest or "sha256")


def _from_claims(inner: dict[str, Any], claims: dict[str, Any]) -> dict[str, Any]:
    """Give what a token of VCDM 1.1 says in its claims only (VCDM 1.1, 6.3.1, "JWT decoding")."""
    first = inner.get("@context")
    modern = (first[0] if isinstance(first, list) and first else first) == CREDENTIALS_V2
    begin, end = ("validFrom", "validUntil") if modern else ("issuanceDate", "expirationDate")
    said = {
        "issuer": claims.get("iss"),
        "id": claims.get("jti"),
        begin: _moment(claims.get("nbf")),
        end: _moment(claims.get("exp")),
    }
    found = {name: value for name, value in said.items() if value is not None and name not in inner}
    if "validFrom" in inner:
        found.pop("issuanceDate", None)
    if "validUntil" in inner:
        found.pop("expirationDate", None)
    subject = inner.get("credentialSubject")
    if isinstance(subject, dict) and "id" not in subject and isinstance(claims.get("sub"), str):
        found["credentialSubject"] = {"id": claims["sub"], **subject}
    return found


def _moment(seconds: object) -> str | None:
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return None
    try:
        return write_moment(datetime.fromtimestamp(seconds, UTC))
    except (ValueError, OverflowError, OSError):
        return None


def read_token(text: str, caps: Caps) -> Token:
    """Take a compact JWS apart. Raises JsonError or another OpenBadgesError when it is not one."""
    parts = text.strip().split(".")
    if len(parts) != _PARTS:
        raise JsonError(why="JWS")
    try:
        head, body, signature = (base64url_decode(part) for part in parts)
    except OpenBadgesError:
        raise JsonError(why="JWS") from None
    header, payload = parse(head, caps), parse(body, caps)
    if not isinstance(header, dict) or not isinstance(payload, dict):
        raise JsonError(why="JWS")
    return Token(header, payload, f"{parts[0]}.{parts[1]}".encode(), signature)


def _seconds(moment: object) -> int | None:
    try:
        return int(datetime.fromisoformat(str(moment)).astimezone(UTC).timestamp())
    except (ValueError, OverflowError):
        return None


def make_short_token(document: dict[str, Any], key: SigningKey) -> str:
    """Sign a credential as VC-JWT with nothing said twice (VC-JOSE-COSE, 3.1: no claim has to be repeated).

    The header names no key, so that the issuer has to be a did:key: it is its own.
    """
    algorithm = "EdDSA" if key.kind == "Ed25519" else "ES256"
    return _signed({"alg": algorithm, "typ": "vc+jwt"}, document, key)


def make_token(document: dict[str, Any], key: SigningKey) -> str:
    """Sign a credential as VC-JWT, with the claims Open Badges 3.0 asks for (8.2.4.1)."""
    subject = document.get("credentialSubject")
    issuer = document.get("issuer")
    claims = {
        "iss": issuer.get("id") if isinstance(issuer, dict) else issuer,
        "jti": document.get("id"),
        "sub": subject.get("id") if isinstance(subject, dict) else None,
        "nbf": _seconds(document.get("validFrom")),
        "exp": _seconds(document.get("validUntil")),
    }
    algorithm = "EdDSA" if key.kind == "Ed25519" else "ES256"
    header: dict[str, Any] = {
        "alg": algorithm,
        "typ": "vc+jwt",
        "kid": key.method,
        "jwk": public_to_jwk(key.public),
    }
    payload = {**document, **{name: value for name, value in claims.items() if value is not None}}
    return _signed(header, payload, key)


def _signed(header: dict[str, Any], payload: dict[str, Any], key: SigningKey) -> str:
    parts = (
        json.dumps(part, ensure_ascii=False, separators=(",", ":")).encode() for part in (header, payload)
    )
    signed = ".".join(base64url_encode(part) for part in parts)
    return f"{signed}.{base64url_encode(key.sign(signed.encode()))}"
