"""Proofs at their edges: how a value is written, its dates, sets, chains, tokens and their headers."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from terreau.recognition.openbadges import issue, issue_token, verify
from terreau.recognition.openbadges.caps import DEFAULT_CAPS
from terreau.recognition.openbadges.keys import public_to_jwk
from terreau.recognition.openbadges.keys.multibase import base64url_decode, base64url_encode, decode
from terreau.recognition.openbadges.proofs import hash_data, make_proof, suite_of
from terreau.recognition.tests.builders import KEY, OTHER, raw, signed, unsigned
from terreau.recognition.tests.shared import Documents

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def judged(badge: dict[str, Any], **more: Any) -> tuple[str, str | None]:
    result = verify(raw(badge), **more)
    return result.verdict, result.reason


def proof_of(badge: dict[str, Any], key: Any = KEY, **options: Any) -> dict[str, Any]:
    """Sign a document with options of one's own in the proof."""
    frame = make_proof(badge, key, "eddsa-rdfc-2022", "2026-05-01T00:00:00Z", DEFAULT_CAPS)
    proof = {**frame, **options}
    del proof["proofValue"]
    proof = {name: value for name, value in proof.items() if value is not None}
    suite = suite_of(proof)
    assert suite is not None
    from terreau.recognition.openbadges.keys.multibase import base58_encode

    data = hash_data(badge, proof, suite, key.kind, DEFAULT_CAPS)
    return {**proof, "proofValue": "z" + base58_encode(key.sign(data))}


BADGE = {**unsigned(), "validFrom": "2026-05-01T00:00:00Z"}


def test_a_proof_is_written_in_base58_and_in_nothing_else() -> None:
    badge = signed()
    value = decode(badge["proof"]["proofValue"])
    for written in ("u" + base64url_encode(value), "m" + base64url_encode(value), "", "z", "z0", None, ["z"]):
        badge["proof"]["proofValue"] = written
        assert judged(badge) == ("invalid", "proof")


@pytest.mark.parametrize(
    ("options", "verdict", "reason"),
    [
        ({"created": None}, "valid", None),  # optional (VC Data Integrity, 2.1)
        ({"created": "2026-05-01T00:00:00"}, "valid", None),  # without an offset, read as UTC
        ({"created": "hier"}, "invalid", "dates"),
        ({"created": "2026-07-01T00:00:00Z"}, "invalid", "dates"),
        ({"expires": "2026-06-02T00:00:00Z"}, "valid", None),
        ({"expires": "2026-05-31T00:00:00Z"}, "invalid", "dates"),
        ({"proofPurpose": "authentication"}, "invalid", "proof"),
        ({"proofPurpose": None}, "invalid", "proof"),
        ({"verificationMethod": OTHER.method}, "invalid", "key"),
        ({"verificationMethod": KEY.controller}, "valid", None),  # a did:key has one key
        ({"verificationMethod": None}, "invalid", "key"),
        ({"nonce": "abc", "domain": "ex.example", "id": "urn:uuid:9"}, "valid", None),
    ],
)
def test_the_options_of_a_proof_count(options: dict[str, Any], verdict: str, reason: str | None) -> None:
    badge = {**BADGE, "proof": proof_of(BADGE, **options)}
    assert judged(badge, at=NOW) == (verdict, reason)
    if verdict == "valid":
        assert judged({**badge, "proof": {**badge["proof"], "nonce": "autre"}}, at=NOW)[0] == "invalid"


def test_a_proof_past_its_end_does_not_count_among_others_and_is_shown() -> None:
    good, past = proof_of(BADGE), proof_of(BADGE, expires="2026-05-02T00:00:00Z")
    for proofs in ([good, past], [past, good]):
        result = verify(raw({**BADGE, "proof": proofs}), at=NOW)
        assert result.verdict == "valid"
        assert any("expir" in warning.message("en") for warning in result.warnings)
    assert judged({**BADGE, "proof": [past, past]}, at=NOW) == ("invalid", "dates")


def test_a_chain_of_proofs_is_verified_over_the_proofs_before_it() -> None:
    first = proof_of(BADGE, key=OTHER, id="urn:uuid:1")
    linked = proof_of({**BADGE, "proof": [first]}, previousProof="urn:uuid:1")
    chained = {**BADGE, "proof": [first, linked]}
    assert judged(chained, at=NOW) == ("valid", None)
    assert judged({**BADGE, "proof": [linked]}, at=NOW) == ("invalid", "proof")
    changed = {**first, "created": "2026-05-02T00:00:00Z"}
    assert judged({**BADGE, "proof": [changed, linked]}, at=NOW) == ("invalid", "proof")
    assert judged({**BADGE, "proof": [{**first, "id": "urn:uuid:2"}, linked]}, at=NOW)[0] == "invalid"


def test_a_proof_in_a_list_of_one_is_the_same_proof() -> None:
    badge = signed()
    assert judged({**badge, "proof": [badge["proof"]]}) == ("valid", None)
    assert judged({**badge, "proof": []}) == ("invalid", "proof")


@pytest.mark.parametrize("name", ["ecdsa-sd-2023", "bbs-2023"])
def test_a_suite_that_exists_but_that_we_cannot_verify_leaves_the_verdict_open(name: str) -> None:
    badge = signed()
    badge["proof"]["cryptosuite"] = name
    assert judged(badge) == ("unknown", "algorithm")


# --- tokens


def token(payload: dict[str, Any] | None = None, **header: Any) -> bytes:
    """Sign a token with headers and claims of one's own; a header of None is left out."""
    head = {"alg": "EdDSA", "typ": "vc+jwt", "kid": KEY.method, **header}
    body = unsigned() if payload is None else payload
    parts = ({name: value for name, value in head.items() if value is not None}, body)
    text = ".".join(base64url_encode(json.dumps(part).encode()) for part in parts)
    return f"{text}.{base64url_encode(KEY.sign(text.encode()))}".encode()


JWK = public_to_jwk(KEY.public)


@pytest.mark.parametrize(
    ("header", "verdict", "reason"),
    [
        ({}, "valid", None),
        ({"typ": None}, "valid", None),
        ({"typ": "JWT"}, "valid", None),
        ({"typ": "application/vc+jwt", "cty": "vc"}, "valid", None),
        ({"typ": "vc+ld+json+jwt"}, "valid", None),
        ({"typ": "at+jwt"}, "invalid", "type"),
        ({"typ": "dpop+jwt"}, "invalid", "type"),
        ({"typ": ["JWT"]}, "invalid", "type"),
        ({"kid": KEY.controller}, "valid", None),
        ({"kid": "#" + KEY.method.partition("#")[2]}, "valid", None),
        ({"kid": KEY.method.partition("#")[2]}, "valid", None),
        ({"kid": None}, "valid", None),  # the issuer's did:key says its own key
        ({"kid": None, "jwk": JWK}, "valid", None),
        ({"kid": None, "jwk": public_to_jwk(OTHER.public)}, "invalid", "key"),
        ({"kid": OTHER.method}, "invalid", "key"),
        ({"kid": None, "jwk": {**JWK, "d": "AAAA"}}, "invalid", "key"),
        ({"crit": ["exp"], "exp": 1}, "invalid", "algorithm"),
        ({"crit": []}, "invalid", "algorithm"),
        ({"alg": "none"}, "invalid", "algorithm"),
        ({"alg": "HS256"}, "invalid", "algorithm"),
        ({"alg": "ES256"}, "invalid", "algorithm"),
        ({"alg": None}, "invalid", "algorithm"),
    ],
)
def test_the_header_of_a_token_counts(header: dict[str, Any], verdict: str, reason: str | None) -> None:
    result = verify(token(**header))
    assert (result.verdict, result.reason) == (verdict, reason), result.to_json(lang="en")


@pytest.mark.parametrize(
    ("claims", "verdict", "reason"),
    [
        ({"iss": KEY.controller}, "valid", None),
        ({"iss": OTHER.controller}, "invalid", "issuer"),
        ({"jti": "urn:uuid:other"}, "invalid", "issuer"),
        ({"exp": 1_000_000_000}, "invalid", "dates"),
        ({"nbf": 4_000_000_000}, "invalid", "dates"),
        ({"exp": "demain"}, "invalid", "dates"),
        ({"aud": "someone", "iat": 1_700_000_000}, "valid", None),
        ({"inconnu": "x"}, "invalid", "context"),
    ],
)
def test_the_claims_of_a_token_agree_with_its_badge(
    claims: dict[str, Any], verdict: str, reason: str | None
) -> None:
    result = verify(token({**unsigned(), **claims}))
    assert (result.verdict, result.reason) == (verdict, reason)


def test_one_signature_has_one_text() -> None:
    good = issue_token(unsigned(), KEY)
    head, body, signature = good.split(".")
    order = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    twin = signature[:-1] + order[order.index(signature[-1]) + 1]  # the same bytes, loosely read
    assert verify(f"{head}.{body}.{twin}".encode()).verdict != "valid"
    assert verify(f"{good}==".encode()).verdict != "valid"
    assert verify(f" {good}\n".encode()).verdict == "valid"
    assert base64url_decode(signature)


def test_a_token_of_the_first_data_model_may_say_things_in_its_claims_only() -> None:
    inner = unsigned()
    identifier, issuer = inner.pop("id"), inner.pop("issuer")
    claims = {
        "vc": inner,
        "iss": issuer["id"],
        "jti": identifier,
        "exp": 4_000_000_000,
        "sub": "did:example:1",
    }
    result = verify(token(claims), recipient="did:example:1")
    assert result.verdict == "valid", result.to_json(lang="en")
    assert result.credential["issuer"] == issuer["id"]
    assert result.credential["validUntil"] == "2096-10-02T07:06:40Z"
    assert verify(token({**claims, "exp": 1_000_000_000})).reason == "dates"


def test_an_enveloped_credential_is_the_token_inside() -> None:
    def envelope(text: str) -> dict[str, Any]:
        frame = {"@context": "https://www.w3.org/ns/credentials/v2", "type": "EnvelopedVerifiableCredential"}
        return {**frame, "id": f"data:application/vc+jwt,{text}"}

    good = issue_token(unsigned(), KEY)
    assert judged(envelope(good)) == ("valid", None)
    assert judged(envelope(good[:-4] + "AAAA"))[0] == "invalid"
    assert judged({**envelope(good), "id": "https://ex.example/"})[0] == "invalid"


def test_a_key_in_the_header_is_the_issuers_only_if_the_issuer_says_so() -> None:
    from terreau.recognition.openbadges import SigningKey

    web = SigningKey.of(OTHER.native, "https://ex.example/issuer")
    made = unsigned(web)
    head = {"alg": "EdDSA", "jwk": public_to_jwk(web.public)}
    text = ".".join(base64url_encode(json.dumps(part).encode()) for part in (head, made))
    given = f"{text}.{base64url_encode(web.sign(text.encode()))}".encode()
    page = {"id": web.controller, "type": ["Profile"], "publicKeyJwk": public_to_jwk(web.public)}
    assert verify(given).verdict == "unknown"
    assert verify(given, resolver=Documents({web.controller: page})).verdict == "valid"
    stranger = {**page, "publicKeyJwk": JWK}
    assert verify(given, resolver=Documents({web.controller: stranger})).verdict == "invalid"


def test_the_kind_of_a_key_is_that_of_its_public_half() -> None:
    from terreau.recognition.openbadges import SigningKey

    for kind in ("Ed25519", "P-256"):
        assert SigningKey.generate(kind).kind == SigningKey.generate(kind).public.kind == kind
    assert issue(unsigned(), KEY)["proof"]["cryptosuite"] == "eddsa-rdfc-2022"
