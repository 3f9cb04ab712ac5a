"""`type`: the file says what it is, in words that a vocabulary defines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.recognition.openbadges.errors import MeaningError
from terreau.recognition.openbadges.results import Check, failed, passed, undone
from terreau.recognition.openbadges.saying import KINDS

if TYPE_CHECKING:
    from terreau.recognition.openbadges.checks.case import Case


# What a token may say to be (VC-JOSE-COSE 6.1, RFC 7519 5.1, and the names of its drafts). A token of another
# kind, signed by the same key for another use, is no badge (RFC 8725, 3.11).
_TOKENS = frozenset(
    ("jwt", "jws", "jose", "vc+jwt", "vp+jwt", "vc+ld+jwt", "vp+ld+jwt", "vc+ld+json+jwt", "vc+json+jwt")
)


def check_token(case: Case) -> Check | None:
    """Refuse a token that says it is made for something else than a badge; None when it does not."""
    token = case.document.token
    typ = token.header.get("typ", "jwt") if token else "jwt"
    kind = typ.lower().removeprefix("application/") if isinstance(typ, str) else "+jwt"
    if kind.endswith("+jwt") and kind not in _TOKENS:
        return failed("type", "type.token", typ=typ)
    return None


def check(case: Case) -> Check | None:
    if stranger := check_token(case):
        return stranger
    if not {"VerifiableCredential", "VerifiablePresentation"} & set(case.types):
        return failed("type", "type.missing")
    if isinstance(case.trouble, MeaningError) and case.trouble.check == "type":
        return failed("type", case.trouble.sentence, **case.trouble.values)
    if case.kind == "presentation":
        return undone("type", "type.presentation")
    if case.kind == "credential" and case.depth == 0:
        case.warn("type.not_badge")
    return passed("type", "type.good", kind=KINDS[case.kind])
