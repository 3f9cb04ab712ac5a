"""Independent implementations agree: what we sign verifies there, what they sign verifies here."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from openbadgeslib import ob3

from terreau.recognition.openbadges import (
    DEFAULT_CAPS,
    PublicKey,
    SigningKey,
    bake_png,
    bake_svg,
    issue,
    issue_token,
    verify,
)
from terreau.recognition.openbadges.keys import public_to_jwk
from terreau.recognition.tests.builders import KEY, SVG, png, raw, unsigned
from terreau.recognition.tests.shared import ROOT, Documents

MODULES = ROOT / ".tools" / "badges-npm"
PEER = ROOT / "bench" / "badges_peer.mjs"
CONTEXTS = ROOT / "src/terreau/recognition/openbadges/contexts/shipped"
needs_npm = pytest.mark.npm


def peer(action: str, credential: dict[str, Any]) -> Any:
    asked = json.dumps({"action": action, "credential": credential, "key": KEY.to_json()})
    command = ["node", str(PEER), str(MODULES), str(CONTEXTS)]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=True)  # noqa: S603 -- ours
    return json.loads(done.stdout)


def pem(key: SigningKey) -> bytes:
    return key.native.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def public_pem(key: SigningKey) -> bytes:
    return key.public.native.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


@needs_npm
def test_digitalbazaar_verifies_what_we_sign() -> None:
    badge = issue(unsigned(), KEY)
    assert peer("verify", badge) is True
    assert peer("verify", {**badge, "name": "autre"}) is False


@needs_npm
def test_we_verify_what_digitalbazaar_signs() -> None:
    badge = peer("issue", unsigned())
    assert verify(raw(badge)).verdict == "valid"
    assert verify(raw({**badge, "name": "autre"})).reason == "proof"


def test_openbadgeslib_verifies_what_we_sign() -> None:
    badge = issue(unsigned(), KEY)
    ob3.verify_data_integrity_proof(badge, public_pem(KEY))
    with pytest.raises(Exception, match=r"(?i)signature|proof|verif"):
        ob3.verify_data_integrity_proof({**badge, "name": "autre"}, public_pem(KEY))


def test_we_verify_what_openbadgeslib_signs() -> None:
    moment = datetime(2026, 1, 2, tzinfo=UTC)
    badge = ob3.add_data_integrity_proof(unsigned(), pem(KEY), KEY.method, created=moment)
    assert verify(raw(badge)).verdict == "valid"


@needs_npm
@pytest.mark.parametrize("number", [36, 36.0, 1.5, 0.1, 5e20, 0])
def test_numbers_mean_the_same_to_both(number: float) -> None:
    badge = unsigned()
    badge["credentialSubject"]["achievement"]["creditsAvailable"] = number
    assert peer("verify", issue(badge, KEY)) is True
    assert verify(raw(peer("issue", badge))).verdict == "valid"


@needs_npm
def test_difficult_texts_mean_the_same_to_both() -> None:
    texts = ["_:b0", '"', "\\", "\n\r\t\x0b\x7f", "\u2028\x85", "é🌻", "", "https://ex.example/a"]
    badge = unsigned(evidence=[{"type": ["Evidence"], "name": one, "narrative": one} for one in texts])
    badge["credentialSubject"]["achievement"]["tag"] = [*texts, *texts]
    assert peer("verify", issue(badge, KEY)) is True
    assert verify(raw(peer("issue", badge))).verdict == "valid"


@pytest.mark.parametrize("kind", ["Ed25519", "P-256"])
def test_openbadgeslib_verifies_our_tokens(kind: str) -> None:
    key = SigningKey.generate(kind)
    token = issue_token(unsigned(key), key)
    assert verify(token.encode()).verdict == "valid"
    found = ob3.OB3Verifier(public_pem(key)).verify(token)
    assert found.name == unsigned()["name"]


THEIRS = ob3.OpenBadgeCredential(
    issuer=ob3.Issuer(KEY.controller, "Atelier"),
    recipient_id="did:example:1",
    achievement=ob3.Achievement("https://ex.example/a/1", "Vélo", "Réparer.", "Trois réparations."),
    name="Vélo",
)


@pytest.mark.parametrize("kind", ["Ed25519", "P-256"])
def test_we_verify_the_tokens_of_openbadgeslib(kind: str) -> None:
    key = SigningKey.generate(kind)
    signer = ob3.OB3Signer(pem(key), "EdDSA" if kind == "Ed25519" else "ES256")
    token = signer.sign_payload(unsigned(key))
    result = verify(token.encode())
    assert result.verdict == "valid", result.to_json(lang="en")
    head, body, signature = token.split(".")
    assert verify(f"{head}.{body}.A{signature[1:]}".encode()).reason == "proof"


def test_we_verify_the_rs256_tokens_of_openbadgeslib_once_the_issuer_shows_the_key() -> None:
    native = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private = native.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    issuer = "https://ex.example/issuer"
    token = ob3.OB3Signer(private, "RS256").sign_payload(
        {**unsigned(), "issuer": {"id": issuer, "type": ["Profile"]}}
    )
    public = public_to_jwk(PublicKey("RSA", native.public_key()))
    page = {"id": issuer, "type": ["Profile"], "publicKeyJwk": public}
    assert verify(token.encode()).verdict == "unknown"
    result = verify(token.encode(), resolver=Documents({issuer: page}))
    assert result.verdict == "valid", result.to_json(lang="en")


def test_pictures_go_both_ways_with_openbadgeslib() -> None:
    theirs = ob3.OB3Signer(pem(KEY), "EdDSA"), ob3.OB3LdpSigner(pem(KEY), KEY.method)
    for signer in theirs:
        for picture in (signer.sign_into_png(THEIRS, png()), signer.sign_into_svg(THEIRS, SVG)):
            result = verify(picture)
            assert result.verdict == "valid", result.to_json(lang="en")
            assert result.check("baking") is not None
    token = issue_token(unsigned(), KEY)
    assert ob3.OB3Verifier.extract_token_from_png(bake_png(png(), token, DEFAULT_CAPS)) == token
    assert ob3.OB3Verifier.extract_token_from_svg(bake_svg(SVG, token, DEFAULT_CAPS)) == token
