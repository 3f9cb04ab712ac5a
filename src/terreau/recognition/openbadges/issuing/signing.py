"""Sign a credential, after making sure that it would verify: what we would refuse, we do not issue."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from terreau.recognition.openbadges.caps import DEFAULT_CAPS, Caps
from terreau.recognition.openbadges.checks import context, dates, issuer, schema, subject, type_
from terreau.recognition.openbadges.checks.case import Case, Settings, listed
from terreau.recognition.openbadges.errors import IssueError
from terreau.recognition.openbadges.moments import write_moment
from terreau.recognition.openbadges.proofs import make_proof, make_token
from terreau.recognition.openbadges.reading import Document
from terreau.recognition.openbadges.resolving import Offline
from terreau.recognition.openbadges.results import Result, decide

if TYPE_CHECKING:
    from terreau.recognition.openbadges.keys import SigningKey

DEFAULT_PROOF = "eddsa-rdfc-2022"
_CHECKS = (schema.check, context.check, type_.check, subject.check, issuer.check, dates.check_written)


def _nothing(_raw: bytes, _depth: int) -> Result:
    return Result(decide([]), "", ())


def settings_of(caps: Caps) -> Settings:
    """Give what the checks made before a signature are done with: nothing is fetched."""
    return Settings(caps, datetime.now(UTC), Offline(), _nothing, {})


def ready(credential: dict[str, Any], key: SigningKey, caps: Caps, settings: Settings | None = None) -> Case:
    """Name the issuer if nobody is, and refuse what would not verify. A batch shares its `settings`.

    Raises IssueError with the sentence of the first check that fails, or when the key is another's.
    """
    if "issuer" not in credential:
        credential = {**credential, "issuer": key.controller}
    elif isinstance(credential["issuer"], dict) and "id" not in credential["issuer"]:
        credential = {**credential, "issuer": {"id": key.controller, **credential["issuer"]}}
    case = Case(Document(credential, "", "json"), settings or settings_of(caps))
    for check in _CHECKS:
        found = check(case)
        if found is not None and found.ok is not True:
            raise IssueError(why=(found.message("fr"), found.message("en")))
    if any(warning.sentence == "subject.recipient" for warning in case.warnings):
        raise IssueError(why=(case.warnings[0].message("fr"), case.warnings[0].message("en")))
    if case.issuer != key.controller:
        raise IssueError(why=f"{case.issuer} ≠ {key.controller}")
    return case


def issue(
    credential: dict[str, Any],
    key: SigningKey,
    *,
    proof: str = DEFAULT_PROOF,
    at: datetime | None = None,
    caps: Caps = DEFAULT_CAPS,
) -> dict[str, Any]:
    """Sign a credential with a Data Integrity proof; one that has a proof already gets a second.

    `proof` is "eddsa-rdfc-2022", "eddsa-jcs-2022" or "ecdsa-rdfc-2019"; `at` is now unless given.
    Raises IssueError.
    """
    case = ready(credential, key, caps)
    created = write_moment(at or datetime.now(UTC))
    made = make_proof(case.unsecured, key, proof, created, caps, case.canonical)
    older = listed(credential.get("proof"))
    return {**case.unsecured, "proof": [*older, made] if older else made}


def issue_token(credential: dict[str, Any], key: SigningKey, *, caps: Caps = DEFAULT_CAPS) -> str:
    """Sign a credential as VC-JWT (EdDSA or ES256, by the key). Raises IssueError."""
    return make_token(ready(credential, key, caps).credential, key)
