"""What proves a 2.0 badge: the issuer's published copy (hosted), or the issuer's signature (signed)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from terreau.recognition.openbadges.checks.case import listed
from terreau.recognition.openbadges.errors import OpenBadgesError
from terreau.recognition.openbadges.keys.finding import key_of
from terreau.recognition.openbadges.proofs.jwt import ALGORITHMS
from terreau.recognition.openbadges.resolving import bring_object
from terreau.recognition.openbadges.results import Check, failed, passed, undone

if TYPE_CHECKING:
    from terreau.recognition.openbadges.checks.case import Case
    from terreau.recognition.openbadges.ob2.documents import Chain


def _verification(document: dict[str, Any]) -> dict[str, Any]:
    found = document.get("verification", document.get("verify"))
    return found if isinstance(found, dict) else {}


def prove(case: Case, chain: Chain) -> list[Check]:
    """Give the checks `key`, `proof` and `algorithm`, as far as they apply."""
    if case.document.token is not None:
        return _signed(case, chain)
    if set(listed(_verification(case.credential).get("type"))) & {"signed", "SignedBadge"}:
        return [failed("proof", "proof.none")]
    return [_hosted(case, chain)]


def _hosted(case: Case, chain: Chain) -> Check:
    address = str(case.credential.get("id"))
    if chain.issuer is not None and not _in_scope(address, chain):
        return failed("proof", "proof.scope")
    try:
        published = bring_object(case.settings.resolver, address, case.settings.caps)
    except OpenBadgesError:
        if chain.issuer is not None and not case.settings.resolver.live:
            # The caller chose the documents to judge with: what they lack is no fault of the badge.
            case.warn("proof.structure")
            return passed("proof", "ob2.structure")
        return undone("proof", "proof.hosted_unreachable", url=address)
    if published.get("revoked") is True:
        return passed("proof", "proof.hosted")
    if published != case.credential:
        return failed("proof", "proof.hosted_differs")
    return passed("proof", "proof.hosted")


def _in_scope(address: str, chain: Chain) -> bool:
    """Say whether an issuer publishes its badges there (2.0, VerificationObject)."""
    policy = _verification(chain.issuer or {}) if chain.vouched else {}
    starts = [one for one in listed(policy.get("startsWith")) if isinstance(one, str)]
    if starts:
        return any(address.startswith(start) for start in starts)
    host = _host(address)
    return bool(host) and host in (listed(policy.get("allowedOrigins")) or [_host(chain.issuer_url)])


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _signed(case: Case, chain: Chain) -> list[Check]:
    token = case.document.token
    name = token.algorithm if token else ""
    if token is None or name not in ALGORITHMS or "crit" in token.header:
        return [undone("proof", "proof.undone"), failed("algorithm", "algorithm.refused", name=name)]
    if chain.issuer is None:
        return [undone("key", "key.unreachable", url=chain.missing), undone("proof", "proof.undone")]
    creator = _verification(case.credential).get("creator") or listed(chain.issuer.get("publicKey"))[:1]
    address = (
        creator if isinstance(creator, str) else next((one for one in creator if isinstance(one, str)), "")
    )
    try:
        document = bring_object(case.settings.resolver, address, case.settings.caps)
        key = key_of(document)
    except OpenBadgesError:
        return [undone("key", "key.unreachable", url=address), undone("proof", "proof.undone")]
    owners = {chain.issuer_url, str(chain.issuer.get("id"))}
    # Both must agree: the key names its owner, and the owner lists the key, where the owner itself is read.
    listed_there = address in _published(chain.issuer)
    told = listed_there and (chain.vouched or _host(address) == _host(chain.issuer_url) != "")
    if str(document.get("owner")) not in owners or not told:
        values = {"controller": document.get("owner"), "issuer": chain.issuer_url}
        return [failed("key", "key.not_issuer", **values), undone("proof", "proof.undone")]
    if ALGORITHMS[name][0] != key.kind:
        return [
            passed("key", "key.good"),
            undone("proof", "proof.undone"),
            failed("algorithm", "algorithm.mismatch", name=name),
        ]
    proof = passed("proof", "proof.good") if token.good(key) else failed("proof", "proof.bad")
    return [passed("key", "key.good"), proof, passed("algorithm", "algorithm.good", name=name)]


def _published(issuer: dict[str, Any]) -> list[str]:
    keys = listed(issuer.get("publicKey"))
    return [
        one if isinstance(one, str) else str(one.get("id")) for one in keys if isinstance(one, str | dict)
    ]


def status(case: Case, chain: Chain) -> Check:
    """Look for a revocation: in the published copy (hosted), in the issuer's list (signed)."""
    if case.document.token is None:
        try:
            published = bring_object(
                case.settings.resolver, str(case.credential.get("id")), case.settings.caps
            )
        except OpenBadgesError:
            published = case.credential
        return _revoked(published) if published.get("revoked") is True else passed("status", "status.good")
    url = (chain.issuer or {}).get("revocationList")
    if not isinstance(url, str):
        return passed("status", "status.good")
    try:
        revoked = bring_object(case.settings.resolver, url, case.settings.caps).get("revokedAssertions")
    except OpenBadgesError:
        return undone("status", "status.unreachable", url=url)
    names = {case.credential.get("id"), case.credential.get("uid")} - {None}
    for one in listed(revoked):
        known = {one.get("id"), one.get("uid")} if isinstance(one, dict) else {one}
        if names & known:
            return _revoked(one if isinstance(one, dict) else {})
    return passed("status", "status.good")


def _revoked(entry: dict[str, Any]) -> Check:
    reason = entry.get("revocationReason")
    said = (f" : {reason}", f": {reason}") if reason else ("", "")
    return failed("status", "status.revoked", reason=said)
