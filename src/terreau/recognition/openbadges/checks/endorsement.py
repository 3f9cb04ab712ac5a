"""`endorsement`: the endorsements inside the badge are valid, and about it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from terreau.recognition.openbadges.checks.case import listed
from terreau.recognition.openbadges.results import UNKNOWN, VALID, Check, Said, achievement_of, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from terreau.recognition.openbadges.checks.case import Case


def check(case: Case) -> Check | None:
    found = list(_found(case))
    caps = case.settings.caps
    if not found or case.depth >= caps.endorsement_depth:
        return None
    if len(found) > caps.endorsements:
        return failed("endorsement", "endorsement.too_many", limit=caps.endorsements)
    undone: Check | None = None
    for text, about in found:
        result = case.settings.verify(text, case.depth + 1)
        reason = result.deciding
        why = (reason.message("fr"), reason.message("en")) if reason else ("", "")
        if result.verdict not in {VALID, UNKNOWN}:
            return failed("endorsement", "endorsement.bad", why=why)
        named = {
            str(one.get("id"))
            for one in listed(result.credential.get("credentialSubject"))
            if isinstance(one, dict)
        }
        if not named & about:
            return failed("endorsement", "endorsement.other", about=", ".join(sorted(named)))
        if result.verdict != VALID:
            # An endorser out of reach takes nothing from the badge itself: told, not decisive.
            undone = Check("endorsement", None, Said("endorsement.undone", {"why": why}), needed=False)
    return undone or passed("endorsement", "endorsement.good", count=len(found))


def _found(case: Case) -> Iterator[tuple[bytes, set[str]]]:
    """Give each endorsement as bytes, with the ids it may be about."""
    credential = case.credential
    achievement, issuer = achievement_of(credential), credential.get("issuer")
    whole = {str(credential.get("id"))}
    for thing, ids in ((credential, whole), (achievement, set()), (issuer, set())):
        if isinstance(thing, dict):
            about = ids | {str(thing.get("id"))}
            yield from ((text, about) for text in _endorsements(thing))


def _endorsements(thing: dict[str, Any]) -> Iterator[bytes]:
    for one in listed(thing.get("endorsement")):
        if isinstance(one, dict):
            yield json.dumps(one, ensure_ascii=False).encode()
    for token in listed(thing.get("endorsementJwt")):
        if isinstance(token, str):
            yield token.encode()
