"""`dates`: the badge and its proof are of this moment."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from terreau.recognition.openbadges.moments import read_moment, write_moment
from terreau.recognition.openbadges.results import Check, failed, passed

if TYPE_CHECKING:
    from terreau.recognition.openbadges.checks.case import Case


def check(case: Case) -> Check | None:
    if case.kind == "presentation":
        return _proof_dates(case) or passed("dates", "dates.good")
    unsound = check_written(case)
    if unsound:
        return unsound
    begin, end = _bounds(case)
    at = case.settings.at
    if begin and begin > _latest(case):
        return failed("dates", "dates.early", date=write_moment(begin))
    if end and end < at:
        return failed("dates", "dates.expired", date=write_moment(end))
    return _token_dates(case) or _proof_dates(case) or passed("dates", "dates.good")


def _texts(case: Case) -> tuple[object, object]:
    credential = case.credential
    begin = credential.get("validFrom", credential.get("issuanceDate"))
    return begin, credential.get("validUntil", credential.get("expirationDate"))


def _bounds(case: Case) -> tuple[datetime | None, datetime | None]:
    begin, end = _texts(case)
    return read_moment(begin, lenient=not case.modern), read_moment(end, lenient=not case.modern)


def check_written(case: Case) -> Check | None:
    """Say what is wrong with the dates as written, whatever the moment; None when nothing is."""
    bounds = _bounds(case)
    for text, moment in zip(_texts(case), bounds, strict=True):
        if text is not None and moment is None:
            return failed("dates", "dates.unreadable", date=text)
    begin, end = bounds
    # VCDM 1.1, 4.6 has no `validFrom` yet: such a file says when it was issued, or its token does.
    unsaid = not case.modern and case.document.token is None and "issuanceDate" not in case.credential
    if (begin is None or unsaid) and case.kind in {"badge", "endorsement"}:
        return failed("dates", "dates.missing")
    return failed("dates", "dates.reversed") if begin and end and end < begin else None


def _token_dates(case: Case) -> Check | None:
    if case.document.token is None:
        return None
    claims: dict[str, Any] = case.document.token.payload
    for claim in ("nbf", "exp"):
        value = claims.get(claim)
        if value is None:
            continue
        moment = _from_seconds(value)
        if moment is None:
            return failed("dates", "dates.unreadable", date=value)
        if claim == "nbf" and moment > _latest(case):
            return failed("dates", "dates.early", date=write_moment(moment))
        if claim == "exp" and moment < case.settings.at:
            return failed("dates", "dates.expired", date=write_moment(moment))
    return None


def _from_seconds(value: object) -> datetime | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return datetime.fromtimestamp(value, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _proof_dates(case: Case) -> Check | None:
    """Give the fault of the proof that decides; of any proof, when none was examined."""
    if case.decided is not None:
        return case.decided.dates
    faults = (proof_fault(case, proof) for proof in case.proofs if isinstance(proof, dict))
    return next((fault for fault in faults if fault), None)


def proof_fault(case: Case, proof: dict[str, Any]) -> Check | None:
    """Say what is wrong with the dates of one proof; None when nothing is."""
    for name in ("created", "expires"):
        text = proof.get(name)
        if text is None:
            continue
        # VC Data Integrity, 2.1: a time without an offset may be read, as UTC.
        moment = read_moment(text, lenient=True)
        if moment is None:
            return failed("dates", "dates.unreadable", date=text)
        if name == "created" and moment > _latest(case):
            return failed("dates", "dates.proof_future", date=write_moment(moment))
        if name == "expires" and moment < case.settings.at:
            return failed("dates", "dates.proof_expired", date=write_moment(moment))
    return None


def _latest(case: Case) -> datetime:
    return case.settings.at + case.settings.skew
