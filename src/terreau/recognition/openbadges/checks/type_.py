"""`type`: the file says what it is, in words that a vocabulary defines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.recognition.openbadges.errors import MeaningError
from terreau.recognition.openbadges.results import Check, failed, passed, undone
from terreau.recognition.openbadges.saying import KINDS

if TYPE_CHECKING:
    from terreau.recognition.openbadges.checks.case import Case


def check(case: Case) -> Check | None:
    if not {"VerifiableCredential", "VerifiablePresentation"} & set(case.types):
        return failed("type", "type.missing")
    if isinstance(case.trouble, MeaningError) and case.trouble.check == "type":
        return failed("type", case.trouble.sentence, **case.trouble.values)
    if case.kind == "presentation":
        return undone("type", "type.presentation")
    if case.kind == "credential" and case.depth == 0:
        case.warn("type.not_badge")
    return passed("type", "type.good", kind=KINDS[case.kind])
