"""What a verification says: named checks, a verdict, and who and what the file is about."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from terreau.recognition.openbadges.saying import say

VALID, INVALID, UNKNOWN, UNREADABLE = "valid", "invalid", "unknown", "unreadable"
ORDER = (
    "file",
    "json",
    "schema",
    "context",
    "type",
    "subject",
    "issuer",
    "key",
    "proof",
    "algorithm",
    "dates",
    "status",
    "endorsement",
    "recipient",
    "baking",
)
"""The checks in the order in which they are told; the first that fails is the reason."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the catalogue with the values of this very case."""

    sentence: str
    values: dict[str, object] = field(default_factory=dict)

    def message(self, lang: str = "fr") -> str:
        return say(self.sentence, lang, self.values)


@dataclass(frozen=True, slots=True)
class Check:
    """One check: true, false, or null when it could not be done.

    `needed` is false for a check whose absence does not put the badge in doubt (an endorser out of reach).
    """

    check: str
    ok: bool | None
    said: Said
    needed: bool = True

    def message(self, lang: str = "fr") -> str:
        return self.said.message(lang)


@cache
def _plain(check: str, sentence: str) -> Check:
    return Check(check, True, Said(sentence))


def passed(check: str, sentence: str, **values: object) -> Check:
    if not values:
        return _plain(check, sentence)
    return Check(check, True, Said(sentence, values))


def failed(check: str, sentence: str, **values: object) -> Check:
    return Check(check, False, Said(sentence, values))


def undone(check: str, sentence: str, **values: object) -> Check:
    return Check(check, None, Said(sentence, values))


@dataclass(frozen=True, slots=True)
class Result:
    """Everything a verification found. `credential` is what was read, empty when nothing could be."""

    verdict: str
    kind: str
    checks: tuple[Check, ...]
    warnings: tuple[Said, ...] = ()
    credential: dict[str, Any] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)
    """Issuer and achievement that were read elsewhere than in the credential."""

    @property
    def deciding(self) -> Check | None:
        """The first check that decided against, or that could not be done; None when all is well."""
        for wanted in (False, None):
            for check in self.checks:
                if check.ok is wanted and (check.needed or wanted is False):
                    return check
        return None

    @property
    def reason(self) -> str | None:
        return None if self.verdict == VALID or self.deciding is None else self.deciding.check

    def check(self, name: str) -> Check | None:
        return next((check for check in self.checks if check.check == name), None)

    def to_json(self, file: str = "", lang: str = "fr") -> dict[str, Any]:
        """Give the object that `terreau badge verify --format json` prints for one file."""
        return {
            "file": file,
            "verdict": self.verdict,
            "kind": self.kind,
            "issuer": named(self.told.get("issuer") or issuer_of(self.credential)),
            "achievement": named(self.told.get("achievement") or achievement_of(self.credential)),
            "reason": self.reason,
            "checks": [{"check": c.check, "ok": c.ok, "message": c.message(lang)} for c in self.checks],
            "warnings": [warning.message(lang) for warning in self.warnings],
        }


def decide(checks: list[Check]) -> str:
    """Give the verdict: any false check is fatal, then any needed check left undone."""
    if any(check.ok is False for check in checks):
        return INVALID
    return UNKNOWN if any(check.ok is None and check.needed for check in checks) else VALID


def issuer_of(credential: dict[str, Any]) -> object:
    return credential.get("issuer")


def achievement_of(credential: dict[str, Any]) -> object:
    """Give the achievement of a 3.0 credential, or the badge class of a 2.0 assertion."""
    subject = credential.get("credentialSubject")
    if isinstance(subject, list) and subject:
        subject = subject[0]
    return subject.get("achievement") if isinstance(subject, dict) else credential.get("badge")


def named(thing: object) -> dict[str, str | None]:
    """Give the id and the name of an issuer or an achievement, whatever form it has."""
    if isinstance(thing, list) and thing:
        thing = thing[0]
    if isinstance(thing, str):
        return {"id": thing, "name": None}
    if not isinstance(thing, dict):
        return {"id": None, "name": None}
    identifier = thing.get("id")
    return {"id": identifier if isinstance(identifier, str) else None, "name": text_of(thing.get("name"))}


def text_of(value: object) -> str | None:
    """Give one plain text of a value that may be in several languages, French first."""
    if isinstance(value, list):
        french = [one for one in value if isinstance(one, dict) and one.get("@language") == "fr"]
        value = (french or value or [None])[0]
    if isinstance(value, dict):
        value = value.get("@value")
    return value if isinstance(value, str) else None
