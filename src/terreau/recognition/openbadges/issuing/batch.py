"""Many badges of one making: what does not change from one to the next is worked out once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from terreau.recognition.openbadges.caps import DEFAULT_CAPS, Caps
from terreau.recognition.openbadges.issuing.signing import DEFAULT_PROOF, ready, settings_of
from terreau.recognition.openbadges.moments import write_moment
from terreau.recognition.openbadges.proofs import make_proof

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from terreau.recognition.openbadges.keys import SigningKey


def issue_many(
    credentials: Iterable[dict[str, Any]],
    key: SigningKey,
    *,
    proof: str = DEFAULT_PROOF,
    at: datetime | None = None,
    caps: Caps = DEFAULT_CAPS,
) -> Iterator[dict[str, Any]]:
    """Sign unsigned credentials one after the other, all at one moment.

    Each is checked as by `issue`. Raises IssueError at the one that fails; those before it are already given.
    """
    created, settings = write_moment(at or datetime.now(UTC)), settings_of(caps)
    for credential in credentials:
        case = ready(credential, key, caps, settings)
        made = make_proof(case.unsecured, key, proof, created, caps, case.canonical)
        yield {**case.unsecured, "proof": made}
