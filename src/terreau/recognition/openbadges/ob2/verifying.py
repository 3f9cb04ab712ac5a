"""The checks of a 2.0 badge, told under the same names as those of 3.0."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from terreau.recognition.openbadges.checks import baking
from terreau.recognition.openbadges.checks.case import listed
from terreau.recognition.openbadges.checks.type_ import check_token
from terreau.recognition.openbadges.moments import read_moment, write_moment
from terreau.recognition.openbadges.ob2 import proving
from terreau.recognition.openbadges.ob2.documents import (
    ASSERTION,
    BADGE,
    ISSUER,
    Chain,
    class_of,
    gather,
    types_of,
    unknown_type,
)
from terreau.recognition.openbadges.ob2.hosting import CONTEXT
from terreau.recognition.openbadges.recipient import matches
from terreau.recognition.openbadges.results import Check, Said, failed, named, passed, undone
from terreau.recognition.openbadges.schema import fault_of

if TYPE_CHECKING:
    from terreau.recognition.openbadges.checks.case import Case

_KINDS = {ASSERTION: "badge", BADGE: "badge class", ISSUER: "issuer"}
_DEFINITIONS = {ASSERTION: "Assertion2", BADGE: "BadgeClass2", ISSUER: "Issuer2"}


def is_older(document: dict[str, Any]) -> bool:
    """Say whether a document is of Open Badges 2.0 rather than a verifiable credential."""
    if {"VerifiableCredential", "VerifiablePresentation"} & set(types_of(document)):
        return False
    contexts = [one for one in listed(document.get("@context")) if isinstance(one, str)]
    inline = any(isinstance(one, dict) and "obi" in one for one in listed(document.get("@context")))
    return (
        bool(class_of(document))
        or inline
        or any(one.startswith("https://w3id.org/openbadges/") for one in contexts)
    )


def kind_of(document: dict[str, Any]) -> str:
    return _KINDS.get(class_of(document), "badge")


def run(case: Case) -> list[Check]:
    """Do every check of a 2.0 document."""
    kind = class_of(case.credential)
    stranger = unknown_type(case.credential)
    if not kind or stranger:
        return [failed("type", "type.undefined", term=stranger or "?")]
    if kind not in _DEFINITIONS:
        return [_context(case), passed("type", "ob2.structure")]
    first = [_schema(case, kind), _context(case), check_token(case) or passed("type", "ob2.structure")]
    if any(check.ok is False for check in first):
        return first
    chain = gather(case)
    case.told = {"issuer": _named_issuer(chain), "achievement": chain.badge or chain.badge_url}
    rest = [*_parts(case, chain), _issuer(case, chain)]
    if kind == ASSERTION:
        rest += [*proving.prove(case, chain), _dates(case), proving.status(case, chain)]
    more = [_recipient(case), baking.check(case)]
    return [*first, *rest, *(check for check in more if check is not None)]


def _named_issuer(chain: Chain) -> dict[str, Any]:
    """Name who gives the badge, by the address where the profile is: what it calls itself proves nothing."""
    return {**(chain.issuer or {}), "id": chain.issuer_url or chain.missing or None}


def _schema(case: Case, kind: str) -> Check:
    fault = fault_of(case.credential, _DEFINITIONS[kind])
    if fault:
        return failed("schema", "schema.bad", where=fault.where, why=fault.rule)
    return passed("schema", "schema.good")


def _context(case: Case) -> Check:
    contexts = listed(case.credential.get("@context"))
    if CONTEXT in contexts or any(isinstance(one, dict) for one in contexts):
        return passed("context", "context.good")
    return failed("context", "context.unknown", url=", ".join(map(str, contexts)) or "?")


def _parts(case: Case, chain: Chain) -> list[Check]:
    """Check the badge class that the assertion points to."""
    if chain.badge is None or chain.badge is case.credential:
        return []
    fault = None if class_of(chain.badge) != BADGE else fault_of(chain.badge, _DEFINITIONS[BADGE])
    if class_of(chain.badge) != BADGE or fault:
        where = f"badge.{fault.where}" if fault else "badge.type"
        return [failed("subject", "schema.bad", where=where, why=fault.rule if fault else "BadgeClass")]
    return [passed("subject", "subject.good")]


def _issuer(case: Case, chain: Chain) -> Check:
    if chain.missing or chain.issuer is None:
        return undone("issuer", "issuer.unreachable", url=chain.missing)
    fault = fault_of(chain.issuer, _DEFINITIONS[ISSUER])
    if class_of(chain.issuer) != ISSUER or fault:
        return failed(
            "issuer",
            "schema.bad",
            where=f"issuer.{fault.where if fault else 'type'}",
            why=fault.rule if fault else "Issuer",
        )
    identifier = str(chain.issuer.get("id"))
    if identifier != chain.issuer_url:
        case.warn("ob2.issuer_address", id=identifier, url=chain.issuer_url)
    return passed("issuer", "issuer.good", issuer=named(chain.issuer)["name"] or identifier)


def _dates(case: Case) -> Check:
    issued, expires = case.credential.get("issuedOn"), case.credential.get("expires")
    for text in (issued, expires):
        if text is not None and read_moment(text, lenient=True) is None:
            return failed("dates", "dates.unreadable", date=text)
    begin, end = read_moment(issued, lenient=True), read_moment(expires, lenient=True)
    if begin and begin > case.settings.at + case.settings.skew:
        return failed("dates", "dates.early", date=write_moment(begin))
    if end and end < case.settings.at:
        return failed("dates", "dates.expired", date=write_moment(end))
    return passed("dates", "dates.good")


def _recipient(case: Case) -> Check | None:
    known = case.credential.get("recipient")
    if case.recipient is None:
        return None
    if not isinstance(known, dict):
        return undone("recipient", "recipient.none")
    good = matches(known, case.recipient, "identity")
    return Check("recipient", good, Said("recipient.good" if good else "recipient.other"))
