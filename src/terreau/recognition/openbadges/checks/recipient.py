"""`recipient`: the badge is given to the person who shows it. Done only when a value to compare is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.recognition.openbadges.checks.case import listed
from terreau.recognition.openbadges.recipient import matches
from terreau.recognition.openbadges.results import Check, failed, passed, undone

if TYPE_CHECKING:
    from terreau.recognition.openbadges.checks.case import Case


def check(case: Case) -> Check | None:
    if case.recipient is None:
        return None
    identities: list[object] = []
    for subject in listed(case.credential.get("credentialSubject")):
        if isinstance(subject, dict):
            if subject.get("id") == case.recipient:
                return passed("recipient", "recipient.good")
            identities.extend(one for one in listed(subject.get("identifier")) if isinstance(one, dict))
            identities.extend([subject["id"]] if isinstance(subject.get("id"), str) else [])
    if not identities:
        return undone("recipient", "recipient.none")
    if any(isinstance(one, dict) and matches(one, case.recipient) for one in identities):
        return passed("recipient", "recipient.good")
    return failed("recipient", "recipient.other")
