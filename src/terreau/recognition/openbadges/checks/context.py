"""`context`: only known vocabularies, in the right order, and not one word without a meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from terreau.recognition.openbadges.checks import subject
from terreau.recognition.openbadges.checks.case import listed
from terreau.recognition.openbadges.contexts import CREDENTIALS_V1, CREDENTIALS_V2, manifest
from terreau.recognition.openbadges.errors import MeaningError
from terreau.recognition.openbadges.results import Check, failed, passed, undone

if TYPE_CHECKING:
    from terreau.recognition.openbadges.checks.case import Case

_OPEN_BADGES = (
    "https://purl.imsglobal.org/spec/ob/v3p0/context",
    "https://purl.imsglobal.org/spec/clr/v2p0/context",
)
_EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"


def check(case: Case) -> Check | None:  # noqa: PLR0911 -- one return a rule
    contexts = listed(case.credential.get("@context"))
    if len(contexts) > case.settings.caps.contexts:
        return failed("context", "context.cap", what="contexts", limit=case.settings.caps.contexts)
    if not _ordered(contexts, case.kind):
        return failed("context", "context.order")
    unknown = [one for one in contexts if isinstance(one, str) and one not in manifest()]
    if unknown:
        return failed("context", "context.unknown", url=unknown[0])
    if _EXAMPLES in contexts:
        case.warn("context.examples")
    trouble = case.trouble
    if isinstance(trouble, MeaningError):
        if trouble.check == "context":
            told = subject.check(case)
            if trouble.sentence.endswith("undefined") and told is not None and told.ok is False:
                # The type of a subject defines its terms: a wrong type is the cause, and is told.
                return undone("context", "skipped")
            return failed("context", trouble.sentence, **trouble.values)
    elif trouble is not None:
        return failed("context", "context.cap", **trouble.values)
    return passed("context", "context.good")


def _ordered(contexts: list[Any], kind: str) -> bool:
    if not contexts or contexts[0] not in [CREDENTIALS_V2, CREDENTIALS_V1]:
        return False
    if kind not in {"badge", "endorsement"}:
        return True
    return any(isinstance(one, str) and one.startswith(_OPEN_BADGES) for one in contexts[1:])
