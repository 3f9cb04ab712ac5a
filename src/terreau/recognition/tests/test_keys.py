"""Keys found behind addresses: every form of document, and when a key no longer counts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from terreau.recognition.openbadges import SigningKey, UnreadableKeyError, issue, verify
from terreau.recognition.openbadges.keys import base58_decode, base58_encode, public_to_jwk
from terreau.recognition.openbadges.keys.finding import did_web_address
from terreau.recognition.tests.builders import OTHER, raw, signed, unsigned
from terreau.recognition.tests.shared import Documents

WEB = SigningKey.generate(controller="did:web:ex.example")
HOME = "https://ex.example/.well-known/did.json"
METHOD = WEB.public_document()


def judged(key: SigningKey, url: str, document: dict[str, Any], **more: Any) -> tuple[str, str | None]:
    result = verify(raw(signed(key)), resolver=Documents({url: document}), **more)
    return result.verdict, result.reason


@pytest.mark.parametrize(
    ("did", "address"),
    [
        ("did:web:ex.example", "https://ex.example/.well-known/did.json"),
        ("did:web:ex.example:a:b", "https://ex.example/a/b/did.json"),
        ("did:web:ex.example%3A8443", "https://ex.example:8443/.well-known/did.json"),
        ("did:web:ex.example%3A8443:a", "https://ex.example:8443/a/did.json"),
    ],
)
def test_a_did_web_leads_to_its_document(did: str, address: str) -> None:
    assert did_web_address(did) == address
    key = SigningKey.generate(controller=did)
    assert judged(key, address, {"id": did, "assertionMethod": [key.public_document()]}) == ("valid", None)


@pytest.mark.parametrize(
    "did",
    [
        "did:web:",
        "did:web:a:..",
        "did:web:a::b",
        "did:web:a%2Fb",
        "did:web:me%40ex.example",
        "did:web:a%3Fx",
        "did:web:a%23x",
    ],
)
def test_a_did_web_leads_nowhere_else(did: str) -> None:
    with pytest.raises(UnreadableKeyError):
        did_web_address(did)


def _method(**described: Any) -> dict[str, Any]:
    return {"id": WEB.method, "controller": WEB.controller, **described}


@pytest.mark.parametrize(
    "method",
    [
        METHOD,
        _method(type="Ed25519VerificationKey2020", publicKeyMultibase=METHOD["publicKeyMultibase"]),
        _method(type="JsonWebKey", publicKeyJwk=public_to_jwk(WEB.public)),
        _method(type="JsonWebKey2020", publicKeyJwk={**public_to_jwk(WEB.public), "kid": "1", "use": "sig"}),
        _method(
            type="Ed25519VerificationKey2018",
            publicKeyBase58=base58_encode(base58_decode(METHOD["publicKeyMultibase"][1:])[2:]),
        ),
        {**METHOD, "id": "#" + WEB.method.partition("#")[2]},
        {**METHOD, "expires": "2099-01-01T00:00:00Z"},
    ],
    ids=lambda method: f"{method['type']} {sorted(method)}",
)
def test_every_form_of_a_key_is_read(method: dict[str, Any]) -> None:
    assert judged(WEB, HOME, {"id": WEB.controller, "assertionMethod": [method]}) == ("valid", None)
    listed = {"id": WEB.controller, "verificationMethod": [method], "assertionMethod": [method["id"]]}
    assert judged(WEB, HOME, listed) == ("valid", None)


@pytest.mark.parametrize(
    "method",
    [
        {**METHOD, "publicKeyMultibase": "z6MkTropCourt"},
        {**METHOD, "publicKeyMultibase": "z6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc"},  # X25519
        _method(type="JsonWebKey", publicKeyJwk={"kty": "OKP", "crv": "Ed25519", "x": "AA"}),
        _method(type="JsonWebKey", publicKeyJwk={**public_to_jwk(WEB.public), "d": "AAAA"}),
        _method(type="Multikey"),
        _method(type="Multikey", publicKeyBase58="abc"),
    ],
    ids=lambda method: str(sorted(method)),
)
def test_what_is_no_key_verifies_nothing(method: dict[str, Any]) -> None:
    assert judged(WEB, HOME, {"id": WEB.controller, "assertionMethod": [method]}) == ("invalid", "key")


@pytest.mark.parametrize("name", ["expires", "revoked"])
def test_a_key_counts_until_its_end_and_no_longer(name: str) -> None:
    document = {"id": WEB.controller, "assertionMethod": [{**METHOD, name: "2030-01-01T00:00:00Z"}]}
    badge = {**unsigned(WEB), "validFrom": "2026-01-01T00:00:00Z"}
    made = raw(issue(badge, WEB, at=datetime(2026, 1, 1, tzinfo=UTC)))
    known = Documents({HOME: document})
    before, after = datetime(2029, 12, 31, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)
    assert verify(made, resolver=known, at=before).verdict == "valid"
    result = verify(made, resolver=known, at=after)
    assert (result.verdict, result.reason) == ("invalid", "key")
    unsure = {"id": WEB.controller, "assertionMethod": [{**METHOD, name: "un jour"}]}
    assert judged(WEB, HOME, unsure) == ("invalid", "key")


def test_the_key_of_another_controller_in_the_issuers_document_is_not_the_issuers() -> None:
    lent = {**OTHER.public_document(), "id": WEB.method}
    document = {"id": WEB.controller, "assertionMethod": [lent]}
    thief = SigningKey.of(OTHER.native, WEB.controller, WEB.method)
    assert judged(thief, HOME, document) == ("invalid", "key")


def test_an_address_is_asked_once_for_many_badges() -> None:
    from terreau.recognition.openbadges import Verifier

    known = Documents({HOME: {"id": WEB.controller, "assertionMethod": [METHOD]}})
    verifier = Verifier(known)
    assert {verifier.verify(raw(signed(WEB))).verdict for _ in range(5)} == {"valid"}
    assert known.asked == [HOME]
