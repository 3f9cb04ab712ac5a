"""The three documents of a 2.0 badge, embedded or behind addresses: assertion, badge class, issuer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from terreau.recognition.openbadges.checks.case import listed
from terreau.recognition.openbadges.errors import OpenBadgesError
from terreau.recognition.openbadges.resolving import bring_object

if TYPE_CHECKING:
    from terreau.recognition.openbadges.checks.case import Case

ASSERTION, BADGE, ISSUER = "Assertion", "BadgeClass", "Issuer"
_TYPES = (
    ASSERTION,
    BADGE,
    ISSUER,
    "Profile",
    "Endorsement",
    "RevocationList",
    "CryptographicKey",
    "AlignmentObject",
    "Criteria",
    "Evidence",
    "Extension",
    "IdentityObject",
    "Image",
    "VerificationObject",
)


def types_of(document: dict[str, Any]) -> list[str]:
    return [kind for kind in listed(document.get("type")) if isinstance(kind, str)]


def class_of(document: dict[str, Any]) -> str:
    """Give the 2.0 class of a document, empty for one that the standard does not know."""
    found = next((kind for kind in types_of(document) if kind in _TYPES), "")
    return ISSUER if found == "Profile" else found


def unknown_type(document: dict[str, Any]) -> str:
    """Give the first type that is neither a class of the standard nor an address, or an empty text."""
    return next((kind for kind in types_of(document) if kind not in _TYPES and ":" not in kind), "")


@dataclass(frozen=True, slots=True)
class Chain:
    """What was gathered around the document given; `missing` is the first address without an answer.

    `vouched` says that the issuer's profile was read at the issuer's own address: one that only stands inside
    the badge is written by whoever made the badge, its keys and its policy with it.
    """

    badge: dict[str, Any] | None = None
    badge_url: str = ""
    issuer: dict[str, Any] | None = None
    issuer_url: str = ""
    missing: str = ""
    vouched: bool = False


def gather(case: Case) -> Chain:
    """Follow assertion → badge class → issuer."""
    document = case.credential
    kind = class_of(document)
    if kind == ISSUER:
        return Chain(issuer=document, issuer_url=str(document.get("id", "")))
    badge, badge_url, missing = (
        (document, str(document.get("id")), "") if kind == BADGE else _follow(case, document, "badge")
    )
    if badge is None:
        return Chain(badge_url=badge_url, missing=missing)
    issuer, issuer_url, missing = _follow(case, badge, "issuer")
    vouched = issuer is not None and issuer is not badge.get("issuer")
    if issuer is not None and not vouched:
        try:
            issuer = bring_object(case.settings.resolver, issuer_url, case.settings.caps)
            vouched = True
        except OpenBadgesError:
            pass  # what stands inside is judged for what it is
    return Chain(badge, badge_url, issuer, issuer_url, missing, vouched)


def _follow(case: Case, document: dict[str, Any], name: str) -> tuple[dict[str, Any] | None, str, str]:
    value = document.get(name)
    if isinstance(value, dict):
        return value, str(value.get("id", "")), ""
    url = str(value)
    try:
        return bring_object(case.settings.resolver, url, case.settings.caps), url, ""
    except OpenBadgesError:
        return None, url, url
