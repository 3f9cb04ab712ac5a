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
    caps = case.settings.caps
    found = list(_found(case)) if case.depth < caps.endorsement_depth else []
    if not found:
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
            one["id"]
            for one in listed(result.credential.get("credentialSubject"))
            if isinstance(one, dict) and isinstance(one.get("id"), str)
        }
        if "EndorsementCredential" not in listed(result.credential.get("type")):
            return failed("endorsement", "endorsement.not_one")
        if not named & about:
            return failed("endorsement", "endorsement.other", about=", ".join(sorted(named)))
        if result.verdict != VALID:
            # An endorser out of reach takes nothing from the badge itself: told, not decisive.
            undone = Check("endorsement", None, Said("endorsement.undone", {"why": why}), needed=False)
    return undone or passed("endorsement", "endorsement.good", count=len(found))


def _found(case: Case) -> Iterator[tuple[bytes, set[str]]]:
    """Give each endorsement as bytes, with the ids it may be about."""
    credential = case.credential
    for thing in (credential, achievement_of(credential), credential.get("issuer")):
        if isinstance(thing, dict) and ("endorsement" in thing or "endorsementJwt" in thing):
            about = {one for one in (credential.get("id"), thing.get("id")) if isinstance(one, str)}
            about = about if thing is credential else about & {thing.get("id")}
            yield from ((text, about) for text in _endorsements(thing))


def _endorsements(thing: dict[str, Any]) -> Iterator[bytes]:
    for one in listed(thing.get("endorsement")):
        if isinstance(one, dict):
            yield json.dumps(one, ensure_ascii=False).encode()
    for token in listed(thing.get("endorsementJwt")):
        if isinstance(token, str):
            yield token.encode()
