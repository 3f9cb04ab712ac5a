"""What the archive of an issuer says, and whether the badges in it are what they say."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from terreau.recognition.openbadges import UnreachableError, Verifier, did_web_address
from terreau.recognition.queries.resolving import InstanceResolver

if TYPE_CHECKING:
    import datetime as dt

    from terreau.recognition.openbadges import Result


@dataclass(frozen=True)
class GivenThere:
    """A badge given elsewhere: its signed file, the address of its definition there, what became of it."""

    credential: dict[str, Any]
    badge: str
    standing: str
    visibility: str
    reason: str = ""

    @property
    def origin(self) -> str:
        return str(self.credential.get("id") or "")


@dataclass(frozen=True)
class Archive:
    """An issuer of another instance: who it is there, its keys and lists, what it gave, a secret key."""

    origin: str
    name: str
    url: str
    exported_at: dt.datetime
    keys: dict[str, Any]
    history: list[dict[str, Any]] = field(default_factory=list)
    lists: dict[str, dict[str, Any]] = field(default_factory=dict)
    given: list[GivenThere] = field(default_factory=list)
    secret: dict[str, Any] | None = None

    @cached_property
    def address(self) -> str:
        """Where its keys are read."""
        return did_web_address(self.origin) if self.origin.startswith("did:web:") else self.origin

    @property
    def host(self) -> str:
        return urlsplit(self.address).netloc

    @property
    def ours(self) -> bool:
        """Whether it comes from this very instance."""
        return self.host == urlsplit(settings.ADDRESS).netloc

    @property
    def documents(self) -> dict[str, dict[str, Any]]:
        """What stands at the addresses that verifying its badges asks for; only of its own host."""
        return {
            self.address: self.keys,
            **{url: one for url, one in self.lists.items() if urlsplit(url).netloc == self.host},
        }

    @property
    def multikeys(self) -> set[str]:
        return published(self.keys)


def published(document: dict[str, Any]) -> set[str]:
    """The public keys that a key document gives for assertions."""
    methods, meant = document.get("verificationMethod"), document.get("assertionMethod")
    return {
        str(one.get("publicKeyMultibase"))
        for one in (methods if isinstance(methods, list) else [])
        if isinstance(one, dict) and one.get("id") in (meant if isinstance(meant, list) else [])
    }


class ArchiveResolver:
    """Answers from an archive alone."""

    live = False

    def __init__(self, documents: dict[str, dict[str, Any]]) -> None:
        self.documents = documents

    def fetch(self, url: str) -> bytes:
        """The bytes behind an address. Raises the engine's UnreachableError."""
        document = self.documents.get(url) or self.documents.get(url.partition("#")[0])
        if document is None:
            raise UnreachableError(url=url)
        return json.dumps(document, ensure_ascii=False).encode()


@dataclass(frozen=True)
class Judged:
    """A badge of an archive: `why` it is refused, or "" and where it stands by the signed lists."""

    given: GivenThere
    why: str = ""
    revoked: bool = False
    suspended: bool = False


#: A badge that was taken back or is over is brought as such; anything else that is wrong refuses it.
_NOT_IN_DOUBT = frozenset(("status", "dates"))


def judged(archive: Archive) -> list[Judged]:
    """Each badge of an archive, its signature checked with the keys of the archive."""
    verifier = Verifier(ArchiveResolver(archive.documents))
    return [_judged(archive, given, verifier) for given in archive.given]


def _judged(archive: Archive, given: GivenThere, verifier: Verifier) -> Judged:
    try:
        raw = json.dumps(given.credential, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return Judged(given, _("son texte ne se lit pas."))
    if urlsplit(given.origin).netloc != archive.host:
        return Judged(given, _("son adresse n’est pas celle de l’instance d’origine."))
    result = verifier.verify(raw)
    signer = result.credential.get("issuer")
    if (signer.get("id") if isinstance(signer, dict) else signer) != archive.origin:
        return Judged(given, _("il a été donné sous une autre adresse, ou par quelqu’un d’autre."))
    if fault := _fault(result):
        return Judged(given, fault)
    status = result.check("status")
    said = status.said.sentence if status is not None and status.ok is False else ""
    return Judged(given, revoked=said == "status.revoked", suspended=said == "status.suspended")


def _fault(result: Result) -> str:
    lang = "en" if (get_language() or "fr").startswith("en") else "fr"
    for check in result.checks:
        if check.ok is False and check.check not in _NOT_IN_DOUBT:
            return check.message(lang)
        if check.ok is None and check.check in {"key", "proof", "algorithm"}:
            return check.message(lang)
    status = result.check("status")
    unsound = status is not None and status.ok is False and status.said.sentence not in _TAKEN_BACK
    return status.message(lang) if status is not None and unsound else ""


_TAKEN_BACK = frozenset(("status.revoked", "status.suspended"))


def origin_says(archive: Archive) -> dict[str, Any] | None:
    """The keys that the origin publishes today; None when it does not answer."""
    if archive.ours:
        return None
    try:
        document = json.loads(InstanceResolver(copies=False).fetch(archive.address))
    except (UnreachableError, ValueError, RecursionError):
        return None
    return document if isinstance(document, dict) else None


def agrees(archive: Archive, document: dict[str, Any]) -> bool:
    """Whether these are the keys of the archive: none of it is one that the origin does not publish."""
    return bool(archive.multikeys) and archive.multikeys <= published(document)
