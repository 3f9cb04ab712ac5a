"""`baking`: the picture carries exactly one badge (what carries none or several never gets this far)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.recognition.openbadges.results import Check, passed

if TYPE_CHECKING:
    from terreau.recognition.openbadges.checks.case import Case


def check(case: Case) -> Check | None:
    return passed("baking", "baking.good") if case.document.picture else None
