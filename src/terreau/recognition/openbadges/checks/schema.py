"""`schema`: every part that must be there is there, in the form the standard gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.recognition.openbadges.results import Check, failed, passed
from terreau.recognition.openbadges.schema import fault_of

if TYPE_CHECKING:
    from terreau.recognition.openbadges.checks.case import Case

_DEFINITIONS = {
    "badge": "OpenBadgeCredential",
    "endorsement": "EndorsementCredential",
    "presentation": "Presentation",
}


def check(case: Case) -> Check | None:
    fault = fault_of(case.credential, _DEFINITIONS.get(case.kind, "Credential"))
    if fault:
        return failed("schema", "schema.bad", where=fault.where, why=fault.rule)
    return passed("schema", "schema.good")
