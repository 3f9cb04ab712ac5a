"""Status lists as credentials, and the entry that ties a badge to its place in one."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from terreau.recognition.openbadges.contexts import CREDENTIALS_V2
from terreau.recognition.openbadges.moments import write_moment

if TYPE_CHECKING:
    from terreau.recognition.openbadges.status import StatusList


def status_entry(url: str, index: int, purpose: str = "revocation") -> dict[str, str]:
    """Make the `credentialStatus` of a badge. `purpose` is "revocation" or "suspension"."""
    return {
        "id": f"{url}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": str(index),
        "statusListCredential": url,
    }


def status_list_credential(
    bits: StatusList,
    url: str,
    issuer: str,
    purpose: str = "revocation",
    *,
    valid_from: datetime | None = None,
) -> dict[str, Any]:
    """Make the unsigned credential to be served at `url`."""
    return {
        "@context": [CREDENTIALS_V2],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": write_moment(valid_from or datetime.now(UTC)),
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": bits.encoded(),
        },
    }
