"""Unsigned credentials, made of what an issuer knows. Signing is another file."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

from terreau.recognition.openbadges.contexts import CREDENTIALS_V2, OPEN_BADGES
from terreau.recognition.openbadges.moments import write_moment
from terreau.recognition.openbadges.recipient import identity


def _frame(
    kind: str, issuer: dict[str, Any] | str, valid_from: datetime | None, identifier: str
) -> dict[str, Any]:
    return {
        "@context": [CREDENTIALS_V2, OPEN_BADGES],
        "id": identifier or f"urn:uuid:{uuid.uuid4()}",
        "type": ["VerifiableCredential", kind],
        "issuer": issuer,
        "validFrom": write_moment(valid_from or datetime.now(UTC)),
    }


def achievement_credential(
    achievement: dict[str, Any],
    issuer: dict[str, Any] | str,
    recipient: str = "",
    *,
    recipient_id: str = "",
    valid_from: datetime | None = None,
    identifier: str = "",
    more: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Make an unsigned badge.

    `recipient` (an e-mail address) is written as a salted hash only; `recipient_id`, a DID or URL, in clear.
    `more` adds what else the standard allows (`evidence`, `validUntil`, `credentialStatus`…).
    """
    subject: dict[str, Any] = {"type": ["AchievementSubject"]}
    if recipient_id:
        subject["id"] = recipient_id
    if recipient:
        subject["identifier"] = [identity(recipient)]
    subject["achievement"] = {"type": ["Achievement"], **achievement}
    frame = _frame("OpenBadgeCredential", issuer, valid_from, identifier)
    return {**frame, "name": achievement["name"], "credentialSubject": subject, **(more or {})}


def endorsement_credential(
    about: str,
    issuer: dict[str, Any] | str,
    comment: str,
    *,
    valid_from: datetime | None = None,
    identifier: str = "",
    name: str = "Endossement",
) -> dict[str, Any]:
    """Make an unsigned endorsement of the badge, achievement or issuer whose id is `about`."""
    subject = {"id": about, "type": ["EndorsementSubject"], "endorsementComment": comment}
    frame = _frame("EndorsementCredential", issuer, valid_from, identifier)
    return {**frame, "name": name, "credentialSubject": subject}
