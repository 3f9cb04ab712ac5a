"""Data Integrity proofs (https://www.w3.org/TR/vc-data-integrity/): what is hashed, signed and written."""

from __future__ import annotations

from hashlib import sha256, sha384
from typing import TYPE_CHECKING, Any

from terreau.recognition.openbadges.errors import IssueError
from terreau.recognition.openbadges.keys.multibase import base58_encode
from terreau.recognition.openbadges.proofs.ecdsa_rdfc import ECDSA_RDFC_2019
from terreau.recognition.openbadges.proofs.ed25519_2020 import ED25519_2020
from terreau.recognition.openbadges.proofs.eddsa_jcs import EDDSA_JCS_2022
from terreau.recognition.openbadges.proofs.eddsa_rdfc import EDDSA_2022, EDDSA_RDFC_2022

if TYPE_CHECKING:
    from terreau.recognition.openbadges.caps import Caps
    from terreau.recognition.openbadges.keys.signing import SigningKey
    from terreau.recognition.openbadges.proofs.suite import Suite

_SUITES = {suite.name: suite for suite in (EDDSA_RDFC_2022, EDDSA_2022, EDDSA_JCS_2022, ECDSA_RDFC_2019)}
_hashed: dict[tuple[str, ...], bytes] = {}
_ONLY_TEXTS = {str}
_MOST_HASHED = 1024
_LONGEST_HASHED = 4_000  # characters; what a stranger writes in a proof is not kept
WRITTEN = ("eddsa-rdfc-2022", "eddsa-jcs-2022", "ecdsa-rdfc-2019")


def suite_of(proof: dict[str, Any]) -> Suite | None:
    """Find the suite a proof names, or None when we do not know it."""
    if proof.get("type") == "DataIntegrityProof":
        name = proof.get("cryptosuite")
        return _SUITES.get(name) if isinstance(name, str) else None
    return ED25519_2020 if proof.get("type") == ED25519_2020.name else None


def hash_data(
    document: dict[str, Any],
    proof: dict[str, Any],
    suite: Suite,
    kind: str,
    caps: Caps,
    canonical: bytes | None = None,
) -> bytes:
    """Give the bytes that are signed. `document` has no proof, `proof` may have its value.

    `canonical` is the document as the suite writes it, when the caller has it already.
    Raises MeaningError and TooBigError from canonicalisation.
    """
    config = {name: value for name, value in proof.items() if name != "proofValue"}
    if not suite.over_json and "@context" in document:
        config = {"@context": document["@context"], **{k: v for k, v in config.items() if k != "@context"}}
    elif suite.over_json and "@context" in config:
        document = _under_context_of(document, config)
    digest = sha384 if kind == "P-384" else sha256
    written = suite.canonicalise(document, caps) if canonical is None else canonical
    return _config_hash(config, suite, digest is sha384, caps) + digest(written).digest()


def _config_hash(config: dict[str, Any], suite: Suite, long: bool, caps: Caps) -> bytes:  # noqa: FBT001 -- P-384
    """Hash the proof's options; those of one issuer at one second are the same for a whole batch."""
    context = config.get("@context")
    flat = context if isinstance(context, list) else (context,)
    plain = {name: value for name, value in config.items() if name != "@context"}
    key = (suite.name, "long" if long else "", *flat, "", *plain, "", *plain.values())
    simple = {*map(type, key)} == _ONLY_TEXTS
    known = _hashed.get(key) if simple else None
    if known is None:
        known = (sha384 if long else sha256)(suite.canonicalise(config, caps)).digest()
        if simple and sum(map(len, key)) <= _LONGEST_HASHED:
            if len(_hashed) >= _MOST_HASHED:
                _hashed.clear()
            _hashed[key] = known
    return known


def _under_context_of(document: dict[str, Any], config: dict[str, Any]) -> dict[str, Any]:
    # vc-di-eddsa, 3.3.2: a context added after signing is put aside, provided what was signed comes first.
    signed, found = (
        value if isinstance(value, list) else [value]
        for value in (config["@context"], document.get("@context"))
    )
    if found[: len(signed)] == signed:
        return {**document, "@context": config["@context"]}
    return document


def make_proof(
    document: dict[str, Any],
    key: SigningKey,
    name: str,
    created: str,
    caps: Caps,
    canonical: bytes | None = None,
) -> dict[str, Any]:
    """Sign a document and give its proof. Raises IssueError for a suite that this key cannot do."""
    suite = _SUITES.get(name)
    if suite is None or name not in WRITTEN or key.kind not in suite.kinds:
        raise IssueError(why=f"{name} / {key.kind}")
    proof: dict[str, Any] = {
        "type": "DataIntegrityProof",
        "cryptosuite": name,
        "created": created,
        "verificationMethod": key.method,
        "proofPurpose": "assertionMethod",
    }
    if suite.over_json and "@context" in document:
        proof = {"@context": document["@context"], **proof}
    known = None if suite.over_json else canonical
    signature = key.sign(hash_data(document, proof, suite, key.kind, caps, known))
    return {**proof, "proofValue": "z" + base58_encode(signature)}
