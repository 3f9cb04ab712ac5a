"""The checks one by one: status, endorsement, recipient, dates, keys found behind addresses."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from terreau.recognition.openbadges import (
    DEFAULT_CAPS,
    SigningKey,
    StatusList,
    achievement_credential,
    endorsement_credential,
    identity_hash,
    issue,
    issue_token,
    status_entry,
    status_list_credential,
    verify,
)
from terreau.recognition.openbadges.proofs import make_proof
from terreau.recognition.openbadges.sentences import SENTENCES
from terreau.recognition.tests.builders import ACHIEVEMENT, KEY, OTHER, raw, signed, unsigned
from terreau.recognition.tests.shared import Documents

URL = "https://ex.example/status/1"


def judged(badge: dict[str, Any], known: Documents | None = None, **more: Any) -> tuple[str, str | None]:
    result = verify(raw(badge), resolver=known, **more)
    return result.verdict, result.reason


def a_list(*indexes: int, key: SigningKey = KEY, purpose: str = "revocation", **more: Any) -> Documents:
    bits = StatusList()
    for index in indexes:
        bits[index] = True
    unsigned_list = {**status_list_credential(bits, URL, key.controller, purpose), **more}
    return Documents({URL: issue(unsigned_list, key)})


def test_a_revoked_badge_and_a_suspended_one_are_invalid() -> None:
    for purpose in ("revocation", "suspension"):
        badge = signed(credentialStatus=status_entry(URL, 94_567, purpose))
        assert judged(badge, a_list(94_567, purpose=purpose)) == ("invalid", "status")
        assert judged(badge, a_list(94_566, 94_568, purpose=purpose)) == ("valid", None)


def test_a_list_that_is_not_sound_is_not_believed() -> None:
    badge = signed(credentialStatus=status_entry(URL, 7))
    assert judged(badge, a_list(key=OTHER)) == ("invalid", "status")
    assert judged(badge, a_list(purpose="suspension")) == ("invalid", "status")
    assert judged(badge, a_list(validFrom="2020-01-01T00:00:00Z", validUntil="2021-01-01T00:00:00Z")) == (
        "invalid",
        "status",
    )
    tampered = a_list(7)
    tampered.known[URL] = tampered.known[URL].replace(b'"revocation"', b'"suspension"')
    assert judged(badge, tampered) == ("invalid", "status")
    assert judged(badge, Documents()) == ("unknown", "status")
    assert judged(badge, Documents({URL: b"not json"}))[0] == "unknown"
    assert judged(badge, Documents({URL: signed()})) == ("invalid", "status")


@pytest.mark.parametrize("index", ["-1", "131072", "x", "1.5", "", "٣"])
def test_a_number_outside_the_list_is_refused(index: str) -> None:
    badge = signed(credentialStatus={**status_entry(URL, 1), "statusListIndex": index})
    assert judged(badge, a_list()) == ("invalid", "status")


def test_one_list_is_fetched_once_for_many_badges() -> None:
    from terreau.recognition.openbadges import Verifier

    known = a_list()
    verifier = Verifier(known)
    for index in range(5):
        assert verifier.verify(raw(signed(credentialStatus=status_entry(URL, index)))).verdict == "valid"
    assert known.asked == [URL]


def endorsement(about: str, key: SigningKey = OTHER) -> dict[str, Any]:
    return issue(endorsement_credential(about, key.controller, "J’ai vu."), key)


def test_an_endorsement_counts_when_it_is_valid_and_about_this_badge() -> None:
    about = "urn:uuid:5a7b5f1e-0001-4b0a-9f00-000000000001"
    for about_what in (about, ACHIEVEMENT["id"]):
        badge = unsigned()
        place = badge if about_what == about else badge["credentialSubject"]["achievement"]
        place["endorsement"] = [endorsement(about_what)]
        badge["id"] = about
        assert judged(issue(badge, KEY)) == ("valid", None)
    assert judged(issue({**unsigned(), "endorsement": [endorsement("urn:x:other")]}, KEY)) == (
        "invalid",
        "endorsement",
    )
    broken = endorsement(about)
    broken["credentialSubject"]["endorsementComment"] = "Autre chose"
    assert judged(issue({**unsigned(), "id": about, "endorsement": [broken]}, KEY)) == (
        "invalid",
        "endorsement",
    )


def test_an_endorsement_may_be_a_token() -> None:
    badge = {**unsigned(), "id": "urn:uuid:1"}
    token = issue_token(endorsement_credential("urn:uuid:1", OTHER.controller, "Oui"), OTHER)
    assert judged(issue({**badge, "endorsementJwt": [token]}, KEY)) == ("valid", None)


def test_an_endorser_out_of_reach_takes_nothing_from_the_badge() -> None:
    far = SigningKey.generate(controller="did:web:far.example")
    badge = {**unsigned(), "id": "urn:uuid:1", "endorsement": [endorsement("urn:uuid:1", far)]}
    result = verify(raw(issue(badge, KEY)))
    assert result.verdict == "valid"
    check = result.check("endorsement")
    assert check is not None
    assert check.ok is None


def test_the_recipient_is_matched_exactly() -> None:
    badge = signed()
    assert judged(badge, recipient="camille@ex.example") == ("valid", None)
    assert judged(badge, recipient="Camille@ex.example") == ("invalid", "recipient")
    named = issue(achievement_credential(ACHIEVEMENT, KEY.controller, recipient_id="did:example:1"), KEY)
    assert judged(named, recipient="did:example:1") == ("valid", None)
    assert judged(named, recipient="did:example:2") == ("invalid", "recipient")
    assert "camille@ex.example" not in raw(badge).decode()


def test_the_hash_is_that_of_the_standard() -> None:
    # printf 'a@example.comKosher' | sha256sum: the text, then the salt.
    digest = "b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399"
    assert identity_hash("a@example.com", "Kosher") == f"sha256${digest}"


@pytest.mark.parametrize(
    ("at", "verdict"),
    [("2025-12-31", "invalid"), ("2026-02-01", "valid"), ("2027-01-02", "invalid")],
)
def test_a_badge_is_of_its_dates(at: str, verdict: str) -> None:
    badge = {**unsigned(), "validFrom": "2026-01-01T00:00:00Z", "validUntil": "2027-01-01T00:00:00Z"}
    made = issue(badge, KEY, at=datetime(2026, 1, 1, tzinfo=UTC))
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert judged(made, at=moment) == (verdict, None if verdict == "valid" else "dates")


def test_a_proof_from_the_future_or_past_its_end_is_refused() -> None:
    badge = issue(unsigned(), KEY, at=datetime(2040, 1, 1, tzinfo=UTC))
    assert judged(badge) == ("invalid", "dates")


@pytest.mark.parametrize(
    ("written", "good"),
    [
        ("2026-01-01T00:00:00Z", True),
        ("2026-01-01T00:00:00.123456789Z", True),
        ("2026-01-01T00:00:00+02:00", True),
        ("2026-01-01T00:00:00-14:00", True),
        ("2026-01-01T24:00:00Z", True),
        ("2026-01-01T00:00:00", False),
        ("2026-01-01T00:00Z", False),
        ("2026-01-01", False),
        ("2026-01-01 00:00:00Z", False),
        ("2026-01-01t00:00:00z", False),
        ("2026-01-01T00:00:00+0200", False),
        ("2026-01-01T00:00:00+02", False),
        ("2026-01-01T00:00:00+14:30", False),
        ("2026-01-01T00:00:60Z", False),
        ("2026-02-30T00:00:00Z", False),
        ("2026-13-01T00:00:00Z", False),
        ("0000-01-01T00:00:00Z", False),
        ("", False),
        ("9" * 5000, False),
    ],
)
def test_a_date_is_a_date_time_stamp(written: str, good: bool) -> None:  # noqa: FBT001 -- a case
    made = make_signed({**unsigned(), "validFrom": written})
    verdict, reason = judged(made, at=datetime(2026, 6, 1, tzinfo=UTC))
    assert verdict == ("valid" if good else "invalid")
    assert reason in ({None} if good else {"schema", "dates"})


def make_signed(badge: dict[str, Any]) -> dict[str, Any]:
    """Sign without the checks that issuing makes."""
    from terreau.recognition.openbadges.caps import DEFAULT_CAPS
    from terreau.recognition.openbadges.proofs import make_proof

    return {**badge, "proof": make_proof(badge, KEY, "eddsa-rdfc-2022", "2026-01-02T00:00:00Z", DEFAULT_CAPS)}


def test_a_clock_may_be_a_little_ahead_but_a_moment_that_is_given_is_exact() -> None:
    from datetime import timedelta

    soon = datetime.now(UTC) + timedelta(minutes=2)
    badge = issue({**unsigned(), "validFrom": f"{soon:%Y-%m-%dT%H:%M:%SZ}"}, KEY, at=soon)
    assert judged(badge) == ("valid", None)
    assert judged(badge, at=datetime.now(UTC)) == ("invalid", "dates")
    assert judged(badge, at=soon.replace(microsecond=0)) == ("valid", None)


def test_the_worst_of_several_status_entries_decides() -> None:
    revoked, fine = status_entry(URL, 5), status_entry(URL, 6)
    known = a_list(5)
    assert judged(signed(credentialStatus=[fine, revoked]), known) == ("invalid", "status")
    assert judged(signed(credentialStatus=[fine, fine]), known) == ("valid", None)
    far = status_entry("https://ex.example/status/2", 1)
    assert judged(signed(credentialStatus=[far, fine]), known) == ("unknown", "status")
    assert judged(signed(credentialStatus=[far, revoked]), known) == ("invalid", "status")
    assert judged(signed(credentialStatus=[]), known) == ("valid", None)
    message = {**status_entry(URL, 5, "message"), "statusSize": 2}
    assert judged(signed(credentialStatus=[message]), known)[0] in {"unknown", "invalid"}


def test_a_list_shorter_than_the_standard_is_told_and_one_that_renames_itself_each_time() -> None:
    from terreau.recognition.openbadges import Verifier

    short = StatusList(bits=bytes(100))
    credential = status_list_credential(short, "https://ex.example/autre", KEY.controller)
    verifier = Verifier(Documents({URL: issue(credential, KEY)}))
    for _time in range(2):
        result = verifier.verify(raw(signed(credentialStatus=status_entry(URL, 3))))
        said = " ".join(warning.message("en") for warning in result.warnings)
        assert result.verdict == "valid"
        assert "800 entries" in said
        assert "calls itself" in said


def test_a_definition_borrowed_from_someone_else_is_told() -> None:
    def said(creator: object) -> str:
        badge = unsigned()
        badge["credentialSubject"]["achievement"]["creator"] = creator
        result = verify(raw(issue(badge, KEY)))
        assert result.verdict == "valid"
        return " ".join(warning.message("en") for warning in result.warnings)

    stranger = "https://ex.example/association"
    assert stranger in said({"id": stranger, "type": ["Profile"], "name": "Les vrais"})
    assert "defined by" not in said({"id": KEY.controller, "type": ["Profile"]})


def test_what_is_attached_as_an_endorsement_must_be_one() -> None:
    badge = {**unsigned(), "id": "urn:uuid:1"}
    other = issue({**achievement_credential(ACHIEVEMENT, OTHER.controller, recipient_id="urn:uuid:1")}, OTHER)
    assert judged(issue({**badge, "endorsement": [other]}, KEY)) == ("invalid", "endorsement")


WEB = SigningKey.generate(controller="did:web:ex.example:issuers:1")
HOME = "https://ex.example/issuers/1/did.json"


def did(**lists: Any) -> dict[str, Any]:
    return {"id": WEB.controller, **lists}


def test_a_did_web_key_must_be_meant_for_assertions() -> None:
    badge, method = signed(WEB), WEB.public_document()
    assert judged(
        badge, Documents({HOME: did(verificationMethod=[method], assertionMethod=[WEB.method])})
    ) == ("valid", None)
    assert judged(badge, Documents({HOME: did(assertionMethod=[method])})) == ("valid", None)
    assert judged(badge, Documents({HOME: did(verificationMethod=[method])})) == ("invalid", "key")
    assert judged(
        badge, Documents({HOME: did(verificationMethod=[method], authentication=[WEB.method])})
    ) == ("invalid", "key")
    assert judged(badge, Documents({HOME: did(assertionMethod=[{**method, "revoked": "2026-01-01"}])})) == (
        "invalid",
        "key",
    )
    assert judged(badge, Documents({HOME: {**did(assertionMethod=[method]), "id": "did:web:autre"}})) == (
        "invalid",
        "key",
    )
    assert judged(badge, Documents({HOME: did(assertionMethod=[])})) == ("invalid", "key")
    assert judged(badge, Documents()) == ("unknown", "key")
    other = {**OTHER.public_document(), "id": WEB.method, "controller": WEB.controller}
    assert judged(badge, Documents({HOME: did(assertionMethod=[other])})) == ("invalid", "proof")


def test_a_key_page_that_names_the_issuer_is_not_enough_without_the_issuer() -> None:
    issuer, page = "https://ex.example/i", "https://evil.example/key"
    thief = SigningKey.of(OTHER.native, issuer, page)
    badge = issue(unsigned(thief), thief)
    document = {
        "id": page,
        "type": "Multikey",
        "controller": issuer,
        "publicKeyMultibase": OTHER.public.multikey(),
    }
    assert judged(badge, Documents({page: document, issuer: {"id": issuer}})) == ("invalid", "key")
    vouching = {"id": issuer, "assertionMethod": [page]}
    assert judged(badge, Documents({page: document, issuer: vouching})) == ("valid", None)


def test_every_sentence_is_said_in_both_languages_with_the_same_values() -> None:
    import re

    for french, english in SENTENCES.values():
        assert french
        assert english
        if "{fr}" not in french:
            assert set(re.findall(r"{(\w+)}", french)) == set(re.findall(r"{(\w+)}", english))


def test_the_unversioned_context_is_read_under_both_its_texts_and_no_looser() -> None:
    base, newer = "https://purl.imsglobal.org/spec/ob/v3p0/context.json", unsigned()["@context"][1]
    badge = signed()
    badge["@context"][1] = base
    made = {**badge, "@context": [badge["@context"][0], base]}
    assert verify(raw({**made, "inconnu": "x"})).reason == "context"
    # Signed while the address served the newer text.
    from terreau.recognition.openbadges.caps import DEFAULT_CAPS
    from terreau.recognition.openbadges.proofs import make_proof

    plain = {**unsigned(), "@context": [unsigned()["@context"][0], newer]}
    proof = make_proof(plain, KEY, "eddsa-rdfc-2022", "2026-01-02T00:00:00Z", DEFAULT_CAPS)
    assert judged({**plain, "@context": [plain["@context"][0], base], "proof": proof}) == ("valid", None)


def signed_as_it_is(badge: dict[str, Any]) -> dict[str, Any]:
    """Signed without asking whether it is sound, as others do."""
    proof = make_proof(badge, KEY, "eddsa-rdfc-2022", "2026-01-02T00:00:00Z", DEFAULT_CAPS)
    return {**badge, "proof": proof}


def test_a_badge_has_an_id_and_a_resource_it_relies_on_has_a_digest() -> None:
    nameless = {name: value for name, value in unsigned().items() if name != "id"}
    assert judged(signed_as_it_is(nameless)) == ("invalid", "schema")
    resource = {"id": "https://ex.example/r"}
    assert judged(signed_as_it_is(unsigned(relatedResource=resource))) == ("invalid", "schema")
    sound = {**resource, "digestMultibase": "zQmS"}
    assert judged(signed_as_it_is(unsigned(relatedResource=[sound]))) == ("valid", None)


def test_a_badge_of_the_first_data_model_says_when_it_was_issued() -> None:
    first = ["https://www.w3.org/2018/credentials/v1", unsigned()["@context"][1]]
    contexts = [*first, "https://w3id.org/security/data-integrity/v2"]
    dated = {name: value for name, value in unsigned().items() if name != "validFrom"} | {
        "@context": contexts
    }
    assert judged(signed_as_it_is({**dated, "issuanceDate": "2026-01-01T00:00:00Z"})) == ("valid", None)
    assert judged(signed_as_it_is({**dated, "validFrom": "2026-01-01T00:00:00Z"})) == ("invalid", "dates")
