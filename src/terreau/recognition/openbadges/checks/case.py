"""One credential being verified, with what every check may ask for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from terreau.recognition.openbadges.contexts import LEGACY
from terreau.recognition.openbadges.errors import MeaningError, OpenBadgesError
from terreau.recognition.openbadges.rdf import canonical
from terreau.recognition.openbadges.results import Said

if TYPE_CHECKING:
    from collections.abc import Callable

    from terreau.recognition.openbadges.caps import Caps
    from terreau.recognition.openbadges.checks.report import Report
    from terreau.recognition.openbadges.reading import Document
    from terreau.recognition.openbadges.resolving import Resolver
    from terreau.recognition.openbadges.results import Result

BADGES = frozenset(("OpenBadgeCredential", "AchievementCredential"))
LISTS = frozenset(("BitstringStatusListCredential", "StatusList2021Credential"))


@dataclass(frozen=True, slots=True)
class Settings:
    """What a verification is done with, and how to verify what a credential points to."""

    caps: Caps
    at: datetime
    resolver: Resolver
    verify: Callable[[bytes, int], Result]
    """Verify another credential (a status list, an endorsement) at one depth more."""
    lists: dict[str, Any]
    """Status lists already verified in this run, by address."""
    skew: timedelta = timedelta()
    """By how much a clock may be ahead of ours."""


def listed(value: object) -> list[Any]:
    """Give a value that JSON-LD allows alone or in a list, as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _kind(types: frozenset[str]) -> str:
    if types & BADGES:
        return "badge"
    if "EndorsementCredential" in types:
        return "endorsement"
    if types & LISTS:
        return "status list"
    if "ClrCredential" in types:
        return "clr"
    return "presentation" if "VerifiablePresentation" in types else "credential"


@dataclass
class Case:
    document: Document
    settings: Settings
    depth: int = 0
    recipient: str | None = None
    about: frozenset[str] | None = None
    """For an endorsement inside a badge: the ids it may be about."""
    warnings: list[Said] = field(default_factory=list)
    canonical: bytes | None = None
    """The canonical N-Quads of the credential without its proof, once `trouble` has been looked for."""
    told: dict[str, Any] = field(default_factory=dict)
    """Issuer and achievement where the credential itself only has their addresses (Open Badges 2.0)."""
    decided: Report | None = None
    """What was found about the proof that decides, once the proofs have been examined."""

    # Asked by every check, so worked out once and without the lock of a cached property.
    credential: dict[str, Any] = field(init=False)
    types: list[str] = field(init=False)
    kind: str = field(init=False)
    """What the file claims to be, as results name it."""
    issuer: str = field(init=False)
    """The issuer's id, empty when there is none."""

    def __post_init__(self) -> None:
        self.credential = self.document.credential
        self.types = [kind for kind in listed(self.credential.get("type")) if isinstance(kind, str)]
        self.kind = _kind(frozenset(self.types))
        value = self.credential.get("holder" if self.kind == "presentation" else "issuer")
        value = value.get("id") if isinstance(value, dict) else value
        self.issuer = value if isinstance(value, str) else ""

    @cached_property
    def unsecured(self) -> dict[str, Any]:
        return {name: value for name, value in self.credential.items() if name != "proof"}

    @cached_property
    def proofs(self) -> list[Any]:
        return listed(self.credential.get("proof"))

    @cached_property
    def modern(self) -> bool:
        """Say whether the file follows VCDM 2.0 rather than 1.1."""
        contexts = listed(self.credential.get("@context"))
        return bool(contexts) and contexts[0] != "https://www.w3.org/2018/credentials/v1"

    @cached_property
    def trouble(self) -> OpenBadgesError | None:
        """What stands in the way of the file's meaning, found by canonicalising it once."""
        try:
            self.canonical = canonical(self.unsecured, self.settings.caps).encode()
        except MeaningError as error:
            return self._trouble_renewed(error)
        except OpenBadgesError as error:
            return error
        return None

    def _trouble_renewed(self, error: MeaningError) -> MeaningError | None:
        """Look again under the newer text of the unversioned context, if the file uses it."""
        contexts = listed(self.unsecured.get("@context"))
        renewed = [LEGACY.get(one, one) if isinstance(one, str) else one for one in contexts]
        if renewed == contexts:
            return error
        try:
            canonical({**self.unsecured, "@context": renewed}, self.settings.caps)
        except OpenBadgesError:
            return error
        return None

    def warn(self, sentence: str, **values: object) -> None:
        self.warnings.append(Said(sentence, values))
