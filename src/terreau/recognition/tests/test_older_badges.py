"""Open Badges 2.0, signed and hosted: whose badge it is is read at the issuer's, never in the badge."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from terreau.recognition.openbadges import UnreachableError, identity_hash, verify
from terreau.recognition.openbadges.keys.multibase import base64url_encode

if TYPE_CHECKING:
    from terreau.recognition.openbadges import Result

CONTEXT, HERE, EVIL, BANK = (
    "https://w3id.org/openbadges/v2",
    "https://ex.example/",
    "https://evil.example/",
    "https://bank.example/",
)
SECRET = rsa.generate_private_key(65537, 2048)
PEM = (
    SECRET.public_key()
    .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    .decode()
)
ISSUER: dict[str, Any] = {
    "@context": CONTEXT,
    "type": "Issuer",
    "id": f"{HERE}i",
    "name": "Atelier",
    "url": HERE,
    "email": "a@ex.example",
    "publicKey": f"{HERE}k",
    "revocationList": f"{HERE}r",
}
BADGE: dict[str, Any] = {
    "@context": CONTEXT,
    "type": "BadgeClass",
    "id": f"{HERE}b",
    "name": "Vélo",
    "description": "Réparer.",
    "image": f"{HERE}i.png",
    "criteria": {"narrative": "Trois."},
    "issuer": f"{HERE}i",
}
KEY: dict[str, Any] = {
    "@context": CONTEXT,
    "type": "CryptographicKey",
    "id": f"{HERE}k",
    "owner": f"{HERE}i",
    "publicKeyPem": PEM,
}
SIGNED: dict[str, Any] = {
    "@context": CONTEXT,
    "type": "Assertion",
    "id": "urn:uuid:1",
    "recipient": {
        "type": "email",
        "hashed": True,
        "salt": "s",
        "identity": identity_hash("a@ex.example", "s"),
    },
    "badge": f"{HERE}b",
    "issuedOn": "2026-01-01T00:00:00Z",
    "verification": {"type": "signed", "creator": f"{HERE}k"},
}
HOSTED: dict[str, Any] = {**SIGNED, "id": f"{HERE}a", "verification": {"type": "hosted"}}
DOCUMENTS: dict[str, Any] = {
    f"{HERE}i": ISSUER,
    f"{HERE}b": BADGE,
    f"{HERE}k": KEY,
    f"{HERE}a": HOSTED,
    f"{HERE}r": {"@context": CONTEXT, "type": "RevocationList", "id": f"{HERE}r", "revokedAssertions": []},
}


class Documents:
    """Answers what it was given."""

    def __init__(self, documents: dict[str, Any], *, live: bool = False) -> None:
        self.documents, self.live = documents, live

    def fetch(self, url: str) -> bytes:
        if url not in self.documents:
            raise UnreachableError(url=url)
        return json.dumps(self.documents[url]).encode()


def token(assertion: dict[str, Any], **header: Any) -> bytes:
    parts = ({"alg": "RS256", **header}, assertion)
    said = ".".join(base64url_encode(json.dumps(part).encode()) for part in parts)
    signature = SECRET.sign(said.encode(), padding.PKCS1v15(), hashes.SHA256())
    return f"{said}.{base64url_encode(signature)}".encode()


def judged(raw: bytes | dict[str, Any], more: dict[str, Any] | None = None, **options: Any) -> Result:
    resolver = Documents({**DOCUMENTS, **(more or {})}, live=options.pop("live", False))
    return verify(raw if isinstance(raw, bytes) else json.dumps(raw).encode(), resolver=resolver, **options)


def outcome(raw: bytes | dict[str, Any], more: dict[str, Any] | None = None) -> tuple[str, str | None]:
    result = judged(raw, more)
    return result.verdict, result.reason


def test_a_signed_and_a_hosted_badge_are_valid_and_name_issuer_and_badge() -> None:
    for raw in (token(SIGNED), HOSTED):
        result = judged(raw, recipient="a@ex.example")
        told = result.to_json()
        assert result.verdict == "valid"
        assert told["issuer"] == {"id": f"{HERE}i", "name": "Atelier"}
        assert told["achievement"] == {"id": f"{HERE}b", "name": "Vélo"}


FORGED = {**ISSUER, "id": BANK, "name": "La banque", "publicKey": f"{EVIL}k"}
TRUE_BANK = {BANK: {**ISSUER, "id": BANK, "name": "La banque", "publicKey": f"{BANK}k"}}


@pytest.mark.parametrize("bank", [{}, TRUE_BANK], ids=["out of reach", "read"])
def test_a_profile_inside_the_badge_does_not_speak_for_its_issuer(bank: dict[str, Any]) -> None:
    key = {**KEY, "id": f"{EVIL}k", "owner": BANK}
    forged = {
        **SIGNED,
        "badge": {**BADGE, "issuer": FORGED},
        "verification": {"type": "signed", "creator": f"{EVIL}k"},
    }
    assert outcome(token(forged), {f"{EVIL}k": key, **bank}) == ("invalid", "key")
    for policy in ({"allowedOrigins": ["evil.example"]}, {"startsWith": EVIL}):
        badge = {**BADGE, "issuer": {**FORGED, "verification": policy}}
        hosted = {**HOSTED, "id": f"{EVIL}a", "badge": badge}
        assert outcome(hosted, {f"{EVIL}a": hosted, **bank}) == ("invalid", "proof")
        elsewhere = {**HOSTED, "id": f"{EVIL}a", "badge": f"{EVIL}b"}
        documents = {f"{EVIL}a": elsewhere, f"{EVIL}b": badge, **bank}
        assert outcome(elsewhere, documents) == ("invalid", "proof")


def test_a_profile_inside_the_badge_that_its_own_address_confirms_is_good() -> None:
    inside = {**SIGNED, "badge": {**BADGE, "issuer": ISSUER}}
    assert outcome(token(inside)) == ("valid", None)
    cdn = {**HOSTED, "id": "https://cdn.example/a", "badge": {**BADGE, "issuer": ISSUER}}
    published = {**ISSUER, "verification": {"allowedOrigins": ["cdn.example"]}}
    assert outcome(cdn, {cdn["id"]: cdn, f"{HERE}i": published}) == ("valid", None)
    assert outcome(cdn, {cdn["id"]: cdn}) == ("invalid", "proof")


def test_an_issuer_is_named_by_its_address_not_by_what_it_calls_itself() -> None:
    page: dict[str, Any] = {
        f"{EVIL}i": {**ISSUER, "id": BANK},
        f"{EVIL}b": {**BADGE, "id": f"{EVIL}b", "issuer": f"{EVIL}i"},
    }
    hosted = {**HOSTED, "id": f"{EVIL}a", "badge": f"{EVIL}b"}
    result = judged(hosted, {**page, f"{EVIL}a": hosted})
    assert result.to_json()["issuer"]["id"] == f"{EVIL}i"
    assert "calls itself" in result.to_json(lang="en")["warnings"][0]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ({"alg": "HS256"}, ("invalid", "algorithm")),
        ({"alg": "none"}, ("invalid", "algorithm")),
        ({"crit": ["exp"]}, ("invalid", "algorithm")),
        ({"typ": "at+jwt"}, ("invalid", "type")),
        ({"typ": "JWT"}, ("valid", None)),
    ],
    ids=str,
)
def test_the_header_of_an_older_token_counts(
    header: dict[str, Any], expected: tuple[str, str | None]
) -> None:
    assert outcome(token(SIGNED, **header)) == expected


@pytest.mark.parametrize(
    "entry", ["urn:uuid:1", {"id": "urn:uuid:1", "revocationReason": "Erreur."}, {"uid": "z"}]
)
def test_a_signed_badge_is_revoked_by_its_id_or_its_uid(entry: object) -> None:
    revoked = {f"{HERE}r": {**DOCUMENTS[f"{HERE}r"], "revokedAssertions": [entry]}}
    assert outcome(token({**SIGNED, "uid": "z"}), revoked) == ("invalid", "status")


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({f"{HERE}k": {**KEY, "owner": EVIL}}, ("invalid", "key")),
        ({f"{HERE}i": {**ISSUER, "publicKey": f"{HERE}other"}}, ("invalid", "key")),
        ({f"{HERE}b": ISSUER}, ("invalid", "subject")),
        ({f"{HERE}a": {**HOSTED, "revoked": True}}, ("valid", None)),
    ],
)
def test_the_documents_around_a_signed_badge_count(
    changed: dict[str, Any], expected: tuple[str, str | None]
) -> None:
    assert outcome(token(SIGNED), changed) == expected


def test_a_hosted_badge_is_what_its_issuer_publishes() -> None:
    assert outcome({**HOSTED, "issuedOn": "2025-01-01T00:00:00Z"}) == ("invalid", "proof")
    assert outcome(HOSTED, {f"{HERE}a": {**HOSTED, "revoked": True}}) == ("invalid", "status")
    gone = {url: document for url, document in DOCUMENTS.items() if url != f"{HERE}a"}
    raw = json.dumps(HOSTED).encode()
    assert verify(raw, resolver=Documents(gone, live=True)).verdict == "unknown"
