"""A badge small enough for a code on paper: its essentials, signed by the key itself, verified offline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from terreau.recognition.openbadges.caps import DEFAULT_CAPS, Caps
from terreau.recognition.openbadges.checks.case import listed
from terreau.recognition.openbadges.errors import IssueError
from terreau.recognition.openbadges.issuing.signing import ready
from terreau.recognition.openbadges.keys.signing import SigningKey
from terreau.recognition.openbadges.proofs import make_short_token
from terreau.recognition.openbadges.results import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Bytes of a QR code of version 27 at level L (ISO/IEC 18004, table 7): 125 modules a side, of half a
#: millimetre each on 66 mm, which the camera of a phone tells apart. A larger one needs a scanner.
MOST = 1_465
_SHORT = 120


def paper_token(
    credential: dict[str, Any], key: SigningKey, *, most: int = MOST, caps: Caps = DEFAULT_CAPS
) -> str:
    """The essentials of a signed badge as VC-JWT of at most `most` bytes, "" when they do not fit.

    Issuer is the did:key of `key`, so that nothing has to be fetched. The description is cut when only that
    makes it fit. What the paper cannot know stays out: whether the badge is revoked is asked at its `id`.
    Raises IssueError for what is no badge.
    """
    own = SigningKey.of(key.native)
    for essentials in _lighter(credential, own.controller):
        token = make_short_token(ready(essentials, own, caps).credential, own)
        if len(token) <= most:
            return token
    return ""


def _lighter(credential: dict[str, Any], issuer: str) -> Iterator[dict[str, Any]]:
    subject = _object(listed(credential.get("credentialSubject"))[:1])
    achievement = _object(listed(subject.get("achievement"))[:1])
    description = text_of(achievement.get("description")) or ""
    yield _essentials(credential, subject, achievement, issuer, description)
    if len(description) > _SHORT:
        yield _essentials(credential, subject, achievement, issuer, f"{description[:_SHORT].rstrip()}…")


def _object(found: list[Any]) -> dict[str, Any]:
    if not found or not isinstance(found[0], dict):
        raise IssueError(why="credentialSubject")
    return dict(found[0])


def _essentials(
    credential: dict[str, Any],
    subject: dict[str, Any],
    achievement: dict[str, Any],
    issuer: str,
    description: str,
) -> dict[str, Any]:
    said_by = credential.get("issuer")
    name = text_of(said_by.get("name")) if isinstance(said_by, dict) else None
    dates = ("validFrom", "validUntil")
    return {
        "@context": credential.get("@context"),
        "id": credential.get("id"),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": issuer, "type": ["Profile"], **({"name": name} if name else {})},
        **{one: credential[one] for one in dates if one in credential},
        "credentialSubject": {
            **{one: subject[one] for one in ("id", "type", "identifier") if one in subject},
            "achievement": {
                "id": achievement.get("id"),
                "type": ["Achievement"],
                "name": text_of(achievement.get("name")),
                "description": description,
                "criteria": {"id": achievement.get("id")},
            },
        },
    }
