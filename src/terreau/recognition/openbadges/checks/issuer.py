"""`issuer`: someone is named, by an address, and the token (if any) names the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from terreau.recognition.openbadges.checks.case import listed
from terreau.recognition.openbadges.rdf.terms import is_absolute
from terreau.recognition.openbadges.results import Check, failed, named, passed

if TYPE_CHECKING:
    from terreau.recognition.openbadges.checks.case import Case


def check(case: Case) -> Check | None:
    if case.kind == "presentation" and not case.issuer:
        return None
    if not case.issuer:
        return failed("issuer", "issuer.missing")
    if not is_absolute(case.issuer):
        return failed("issuer", "issuer.not_url")
    claim = _disagreeing(case)
    if claim:
        return failed("issuer", "issuer.claims", claim=claim)
    name = named(case.credential.get("issuer"))["name"] or case.issuer
    return passed("issuer", "issuer.good", issuer=name)


def _disagreeing(case: Case) -> str | None:
    """Name the first JWT claim that contradicts the credential (Open Badges 3.0, 8.2.4.1)."""
    if case.document.token is None:
        return None
    claims: dict[str, Any] = case.document.token.payload
    subjects = [
        one.get("id") for one in listed(case.credential.get("credentialSubject")) if isinstance(one, dict)
    ]
    pairs = (("iss", [case.issuer]), ("jti", [case.credential.get("id")]), ("sub", subjects))
    for claim, known in pairs:
        if claim in claims and claims[claim] not in known and any(one is not None for one in known):
            return claim
    return None
