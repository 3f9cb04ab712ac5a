"""What is issued: only what would verify, by whoever holds the key, in every form."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from terreau.recognition.openbadges import (
    IssueError,
    SigningKey,
    bake_png,
    bake_svg,
    hosted_twin,
    issue,
    issue_many,
    issue_token,
    read,
    verify,
)
from terreau.recognition.openbadges.caps import DEFAULT_CAPS
from terreau.recognition.tests.builders import (
    ACHIEVEMENT,
    KEY,
    OTHER,
    SVG,
    png,
    profile,
    raw,
    signed,
    unsigned,
)
from terreau.recognition.tests.shared import Documents


@pytest.mark.parametrize("proof", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
def test_a_badge_verifies_under_each_proof_and_no_longer_once_changed(proof: str) -> None:
    badge = issue(unsigned(), KEY, proof=proof)
    assert verify(raw(badge)).verdict == "valid"
    badge["credentialSubject"]["achievement"]["name"] = "Autre"
    result = verify(raw(badge))
    assert (result.verdict, result.reason) == ("invalid", "proof")


@pytest.mark.parametrize("kind", ["Ed25519", "P-256"])
def test_a_token_verifies_and_no_longer_once_changed(kind: str) -> None:
    key = SigningKey.generate(kind)
    token = issue_token(unsigned(key, validUntil="2040-01-01T00:00:00Z"), key)
    assert verify(token.encode()).verdict == "valid"
    head, body, signature = token.split(".")
    assert verify(f"{head}.{body[:-8]}AAAAAAAA.{signature}".encode()).verdict != "valid"
    assert verify(f"{head}.{body}.{signature[:-4]}AAAA".encode()).reason == "proof"


def test_ecdsa_signs_and_verifies_and_eddsa_refuses_its_key() -> None:
    key = SigningKey.generate("P-256")
    assert verify(raw(issue(unsigned(key), key, proof="ecdsa-rdfc-2019"))).verdict == "valid"
    with pytest.raises(IssueError):
        issue(unsigned(key), key, proof="eddsa-rdfc-2022")


@pytest.mark.parametrize(
    "change",
    [
        {"inconnu": "x"},
        {"type": ["VerifiableCredential"]} | {"credentialSubject": {}},
        {"type": ["OpenBadgeCredential"]},
        {"@context": ["https://www.w3.org/ns/credentials/v2"]},
        {"@context": ["https://ex.example/context"]},
        {"validFrom": "hier"},
        {"validUntil": "2001-01-01T00:00:00Z"},
        {"issuer": {"id": "pas une adresse", "type": ["Profile"]}},
        {
            "credentialSubject": {
                "type": ["AchievementSubject"],
                "achievement": {**ACHIEVEMENT, "type": ["Achievement"]},
            }
        },
    ],
)
def test_what_would_not_verify_is_not_issued(change: dict[str, Any]) -> None:
    with pytest.raises(IssueError):
        issue({**unsigned(), **change}, KEY)


def test_nobody_signs_in_the_name_of_another() -> None:
    with pytest.raises(IssueError):
        issue(unsigned(KEY), OTHER)


def test_a_forged_issuer_is_refused_whoever_is_named() -> None:
    for issuer in (KEY.controller, "https://ex.example/issuer", "did:web:ex.example"):
        forged = issue(unsigned(OTHER), OTHER)
        forged["issuer"] = {**profile(), "id": issuer}
        assert verify(raw(forged)).reason == "key"


def test_a_second_proof_that_is_bad_is_shown_and_one_good_suffices() -> None:
    badge = issue(issue(unsigned(), KEY), KEY)
    badge["proof"][1]["proofValue"] = badge["proof"][0]["proofValue"][:-3] + "abc"
    result = verify(raw(badge))
    assert result.verdict == "valid"
    assert result.check("proof") is not None
    assert any("signature" in warning.message("en") for warning in result.warnings)


def test_a_batch_gives_each_its_own_badge() -> None:
    made = list(issue_many([unsigned() for _ in range(5)], KEY, at=datetime(2026, 1, 2, tzinfo=UTC)))
    assert len({badge["id"] for badge in made}) == len({badge["proof"]["proofValue"] for badge in made}) == 5
    assert all(verify(raw(badge)).verdict == "valid" for badge in made)


@pytest.mark.parametrize("as_token", [True, False])
def test_a_badge_goes_in_and_out_of_both_pictures_unchanged(as_token: bool) -> None:  # noqa: FBT001 -- a case
    text = issue_token(unsigned(), KEY) if as_token else raw(signed()).decode()
    for picture in (bake_png(png(), text, DEFAULT_CAPS), bake_svg(SVG, text, DEFAULT_CAPS)):
        assert read(picture, DEFAULT_CAPS).text == text
        result = verify(picture)
        assert result.verdict == "valid"
        assert result.check("baking") is not None


def test_baking_again_replaces_the_badge_and_keeps_the_rest_of_the_picture() -> None:
    first = raw(signed()).decode()
    second = raw(signed(description="]]> & < \" '")).decode()
    for picture, bake in ((png(b"Comment\0x", kind=b"tEXt"), bake_png), (SVG, bake_svg)):
        twice = bake(bake(picture, first, DEFAULT_CAPS), second, DEFAULT_CAPS)
        assert read(twice, DEFAULT_CAPS).text == second
        assert twice == bake(picture, second, DEFAULT_CAPS)


def test_the_hosted_twin_verifies_as_open_badges_2_from_its_three_addresses() -> None:
    urls = {
        "assertion": "https://ex.example/a.json",
        "badge": "https://ex.example/b.json",
        "issuer": "https://ex.example/i.json",
    }
    assertion, badge, issuer = hosted_twin(signed(), **urls, image="https://ex.example/i.png")
    known = Documents(dict(zip(urls.values(), (assertion, badge, issuer), strict=True)), live=True)
    assert verify(raw(assertion), resolver=known, recipient="camille@ex.example").verdict == "valid"
    assert verify(raw(assertion), resolver=known, recipient="autre@ex.example").reason == "recipient"
    assert verify(raw({**assertion, "issuedOn": "2020-01-01T00:00:00Z"}), resolver=known).reason == "proof"
    del known.known[urls["assertion"]]
    assert verify(raw(assertion), resolver=known).verdict == "unknown"
