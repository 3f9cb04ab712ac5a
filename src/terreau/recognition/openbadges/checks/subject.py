"""`subject`: to whom the badge is given and what it recognises; what an endorsement endorses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from terreau.recognition.openbadges.checks.case import listed
from terreau.recognition.openbadges.results import Check, failed, passed

if TYPE_CHECKING:
    from terreau.recognition.openbadges.checks.case import Case

_WANTED = {
    "badge": ("AchievementSubject",),
    "endorsement": ("EndorsementSubject",),
    "status list": ("BitstringStatusList", "StatusList2021"),
    "clr": ("ClrSubject",),
}


def check(case: Case) -> Check | None:
    if case.kind == "presentation":
        return None
    subjects = [one for one in listed(case.credential.get("credentialSubject")) if isinstance(one, dict)]
    wanted = _WANTED.get(case.kind)
    if wanted is None:
        return passed("subject", "subject.good")
    if len(subjects) != 1 or not set(wanted) & set(map(str, listed(subjects[0].get("type")))):
        return failed("subject", "subject.type", wanted=wanted[0])
    missing = _missing(case.kind, subjects[0])
    _warn_of_a_borrowed_definition(case, subjects[0])
    if case.kind == "badge" and not (subjects[0].get("id") or subjects[0].get("identifier")):
        # Open Badges 3.0 asks for one (B.1.3), VCDM for none; badges to bearer are in use: told, not fatal.
        case.warn("subject.recipient")
    return failed("subject", missing) if missing else passed("subject", "subject.good")


def _warn_of_a_borrowed_definition(case: Case, subject: dict[str, Any]) -> None:
    """Tell when a badge is defined by someone else than who gives it: anyone may copy a definition.

    The standard allows it and has no check for it (https://github.com/1EdTech/openbadges-specification/issues/451).
    """
    achievement = subject.get("achievement")
    creator = achievement.get("creator") if isinstance(achievement, dict) else None
    creator = creator.get("id") if isinstance(creator, dict) else creator
    if isinstance(creator, str) and case.issuer and creator != case.issuer:
        case.warn("subject.creator", creator=creator)


def _missing(kind: str, subject: dict[str, Any]) -> str | None:
    if kind == "badge":
        return None if isinstance(subject.get("achievement"), dict) else "subject.achievement"
    if kind == "endorsement":
        return None if subject.get("id") else "subject.endorsed"
    if kind == "status list":
        return None if isinstance(subject.get("encodedList"), str) else "subject.list"
    return None
