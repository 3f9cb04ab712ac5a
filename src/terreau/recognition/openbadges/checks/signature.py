"""`key`, `proof`, `algorithm`: who signed, with what, and whether the text is the one signed.

Policy for several proofs: one good proof by the issuer suffices (Open Badges 3.0, 9.1), since anyone could
take the others away; each of the others that is not good is shown as a warning.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from terreau.recognition.openbadges.checks.case import listed
from terreau.recognition.openbadges.checks.dates import proof_fault
from terreau.recognition.openbadges.checks.report import Report
from terreau.recognition.openbadges.contexts import LEGACY
from terreau.recognition.openbadges.errors import OpenBadgesError
from terreau.recognition.openbadges.keys import find_key, public_from_jwk
from terreau.recognition.openbadges.keys.finding import KeyFinding
from terreau.recognition.openbadges.keys.multibase import decode
from terreau.recognition.openbadges.proofs import Suite, hash_data, suite_of
from terreau.recognition.openbadges.proofs.jwt import ALGORITHMS
from terreau.recognition.openbadges.results import Check, Said, failed, passed, undone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from terreau.recognition.openbadges.checks.case import Case

_UNSUPPORTED = frozenset(
    (
        "ecdsa-sd-2023",
        "ecdsa-jcs-2019",
        "bbs-2023",
        "Ed25519Signature2018",
        "EcdsaSecp256k1Signature2019",
        "JsonWebSignature2020",
        "RsaSignature2018",
        "PS256",
        "ES256K",
        "ES512",
        "PS384",
        "PS512",
    ),
)


def report(case: Case) -> Report:
    """Examine every proof once and keep the one that decides."""
    if case.decided is None:
        case.decided = _decide(case)
    return case.decided


def _decide(case: Case) -> Report:
    reports = list(_reports(case))
    if not reports:
        return _without(case, failed("proof", "proof.none"))
    if len(case.proofs) > case.settings.caps.proofs:
        return _without(case, failed("proof", "proof.too_many", limit=case.settings.caps.proofs))
    # Of several that are not good, the one by the issuer says most.
    best = min(reports, key=lambda one: (0 if one.good else 2 if one.bad else 1, one.key.ok is not True))
    for other in reports:
        if other is not best and not other.good:
            reason = next((check for check in other.checks if check.ok is False), other.proof)
            why = (reason.message("fr"), reason.message("en"))
            case.warn("proof.other_bad", why=why)
    if best.good and not all(one.good for one in reports):
        return replace(best, proof=passed("proof", "proof.good_one", count=len(reports)))
    return best


def _without(case: Case, proof: Check) -> Report:
    del case
    return Report(undone("key", "key.none"), proof, undone("algorithm", "skipped"))


def _reports(case: Case) -> Iterator[Report]:
    if case.document.token is not None:
        yield _token_report(case)
        return
    for proof in case.proofs[: case.settings.caps.proofs]:
        yield _proof_report(case, proof if isinstance(proof, dict) else {})


def _proof_report(case: Case, proof: dict[str, Any]) -> Report:
    name = str(proof.get("cryptosuite") if proof.get("type") == "DataIntegrityProof" else proof.get("type"))
    suite = suite_of(proof)
    if suite is None:
        return _not_ours(name, known=name in _UNSUPPORTED)
    fault = proof_fault(case, proof)
    key = _key_of(case, proof)
    algorithm = passed("algorithm", "algorithm.good", name=name)
    if suite.outdated:
        case.warn("algorithm.outdated", name=name)
    if key.key is not None and key.key.kind not in suite.kinds:
        algorithm = failed("algorithm", "algorithm.mismatch", name=name)
    return Report(_said("key", key), _signed(case, proof, suite, key, algorithm), algorithm, fault)


def _not_ours(name: str, *, known: bool) -> Report:
    """Report a proof that we cannot check: `known` algorithms leave it open, others are refused."""
    sentence = "algorithm.unsupported" if known else "algorithm.refused"
    algorithm = (undone if known else failed)("algorithm", sentence, name=name)
    # Not needed: that they were not done is the algorithm's doing, which decides.
    key = Check("key", None, Said("key.undone"), needed=False)
    return Report(key, Check("proof", None, Said("proof.undone"), needed=False), algorithm)


def _said(check: str, finding: KeyFinding) -> Check:
    make = passed if finding.ok else undone if finding.ok is None else failed
    return make(check, finding.sentence, **finding.values)


def _key_of(case: Case, proof: dict[str, Any]) -> KeyFinding:
    method = proof.get("verificationMethod")
    if isinstance(method, dict):
        method = method.get("id")
    if not isinstance(method, str):
        return KeyFinding(False, "key.unreadable", values={"method": "?"})
    return _find(case, method)


def _find(case: Case, method: str) -> KeyFinding:
    settings = case.settings
    return find_key(method, case.issuer, settings.resolver, settings.caps, settings.at)


def _signed(case: Case, proof: dict[str, Any], suite: Suite, key: KeyFinding, algorithm: Check) -> Check:
    purpose = proof.get("proofPurpose")
    wanted = {"assertionMethod"} | ({"authentication"} if case.kind == "presentation" else set())
    if not isinstance(purpose, str) or purpose not in wanted:
        return failed("proof", "proof.purpose", purpose=purpose)
    if key.key is None or algorithm.ok is not True:
        return undone("proof", "proof.undone")
    signature, before = _value(proof), _before(case, proof)
    if signature is None or before is None:
        return failed("proof", "proof.malformed" if signature is None else "proof.chain")
    for document in _texts(case, suite, before):
        try:
            known = case.canonical if document is case.unsecured and not suite.over_json else None
            data = hash_data(document, proof, suite, key.key.kind, case.settings.caps, known)
        except OpenBadgesError:
            continue
        if key.key.verify(signature, data):
            return passed("proof", "proof.good")
    return failed("proof", "proof.bad")


def _value(proof: dict[str, Any]) -> bytes | None:
    # Every suite we know asks for base58btc, multibase "z" (vc-di-eddsa 3.2.2, vc-di-ecdsa 3.2.2).
    value = proof.get("proofValue")
    if not isinstance(value, str) or not value.startswith("z"):
        return None
    try:
        return decode(value)
    except OpenBadgesError:
        return None


def _before(case: Case, proof: dict[str, Any]) -> list[Any] | None:
    """Find the proofs that this one was made over (VC Data Integrity, 4.5); None when one is not there."""
    names = listed(proof.get("previousProof"))
    known = {one.get("id"): one for one in case.proofs if isinstance(one, dict) and one is not proof}
    found = [known.get(name) if isinstance(name, str) else None for name in names]
    return None if None in found else found


def _texts(case: Case, suite: Suite, before: list[Any]) -> Iterator[dict[str, Any]]:
    """Give the document, then the same under the other text that the unversioned context has had."""
    document = {**case.unsecured, "proof": before} if before else case.unsecured
    yield document
    contexts = listed(case.unsecured.get("@context"))
    renewed = [LEGACY.get(one, one) if isinstance(one, str) else one for one in contexts]
    if not suite.over_json and renewed != contexts:
        yield {**document, "@context": renewed}


def _token_report(case: Case) -> Report:
    token = case.document.token
    if token is None:  # pragma: no cover -- the caller has looked
        raise AssertionError
    name = token.algorithm
    if name not in ALGORITHMS or "crit" in token.header:
        return _not_ours(name, known=name in _UNSUPPORTED and "crit" not in token.header)
    key = _token_key(case, token.header)
    if key.key is None:
        return Report(_said("key", key), undone("proof", "proof.undone"), undone("algorithm", "skipped"))
    if ALGORITHMS[name][0] != key.key.kind:
        mismatch = failed("algorithm", "algorithm.mismatch", name=name)
        return Report(_said("key", key), undone("proof", "proof.undone"), mismatch)
    proof = passed("proof", "proof.good") if token.good(key.key) else failed("proof", "proof.bad")
    return Report(_said("key", key), proof, passed("algorithm", "algorithm.good", name=name))


def _token_key(case: Case, header: dict[str, Any]) -> KeyFinding:
    method, jwk = header.get("kid"), header.get("jwk")
    if isinstance(method, str) and ":" in method:
        return _find(case, method)
    if isinstance(method, str) and case.issuer.startswith(("did:", "https://", "http://")):
        joined = (
            case.issuer
            if not method or case.issuer.endswith(method)
            else f"{case.issuer}#{method.lstrip('#')}"
        )
        return _find(case, joined)
    if case.issuer.startswith(("did:key:", "did:jwk:")) and not isinstance(jwk, dict):
        return _find(case, case.issuer)
    try:
        key = public_from_jwk(jwk)
    except OpenBadgesError:
        return KeyFinding(False, "key.unreadable", values={"method": "jwk"})
    return _published(case, KeyFinding(None, "key.self", key, {"issuer": case.issuer}))


def _published(case: Case, own: KeyFinding) -> KeyFinding:
    """A key in the header proves nothing by itself: look for the same one in the issuer's own document."""
    found = _find(case, case.issuer)
    if found.ok and found.key is not None and own.key is not None:
        same = found.key.native == own.key.native
        return found if same else KeyFinding(False, "key.absent", own.key, {"method": "jwk"})
    return own


def check_key(case: Case) -> Check | None:
    return report(case).key


def check_proof(case: Case) -> Check | None:
    return report(case).proof


def check_algorithm(case: Case) -> Check | None:
    return report(case).algorithm
