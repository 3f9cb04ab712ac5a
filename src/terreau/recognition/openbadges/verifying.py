"""Verify any file: read it, run the checks, decide. The front of everything else in this package."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from terreau.recognition.openbadges import checks, ob2
from terreau.recognition.openbadges.caps import DEFAULT_CAPS, Caps
from terreau.recognition.openbadges.checks.case import Case, Settings
from terreau.recognition.openbadges.errors import OpenBadgesError, UnreadableError
from terreau.recognition.openbadges.reading import Document, read
from terreau.recognition.openbadges.resolving import Offline, Remembering, Resolver
from terreau.recognition.openbadges.results import (
    INVALID,
    ORDER,
    UNREADABLE,
    Check,
    Result,
    decide,
    failed,
    passed,
    undone,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_SKEW = timedelta(minutes=5)
_FILE = passed("file", "file.good")
_JSON = passed("json", "json.good")
# A meaning that is not certain, or a structure that does not hold, makes what follows meaningless.
_STOPPING = frozenset(("schema", "context", "type", "subject"))
_ALWAYS = frozenset((checks.type_.check, checks.subject.check, checks.issuer.check, checks.dates.check))
_AFTER = ("key", "proof", "algorithm")


class Verifier:
    """Verifies files with one resolver, at one moment, under one set of caps.

    What is fetched is kept for the run. Makes no network call of its own. `at` is now unless given; then,
    and only then, clocks are allowed to differ by a few minutes.
    """

    def __init__(
        self,
        resolver: Resolver | None = None,
        *,
        at: datetime | None = None,
        caps: Caps = DEFAULT_CAPS,
    ) -> None:
        self.resolver = Remembering(resolver or Offline(), caps)
        self.at = at
        self.caps = caps
        self.lists: dict[str, Any] = {}

    def verify(self, raw: bytes | dict[str, Any], recipient: str | None = None) -> Result:
        """Verify a file (its bytes) or a parsed credential. Never raises for the file's own faults."""
        self.resolver.begin()
        return self._verify(raw, 0, recipient)

    def _verify(self, raw: bytes | dict[str, Any], depth: int, recipient: str | None = None) -> Result:
        try:
            document = read(raw, self.caps) if isinstance(raw, bytes) else _parsed(raw)
        except UnreadableError as error:
            return _unread(error)
        settings = Settings(
            caps=self.caps,
            at=self.at or datetime.now(UTC),
            resolver=self.resolver,
            verify=self._verify,
            lists=self.lists,
            skew=_SKEW if self.at is None else timedelta(),
        )
        case = Case(document, settings, depth, recipient)
        run: Callable[[Case], list[Check]] = ob2.run if ob2.is_older(document.credential) else _run
        try:
            found = run(case)
        except (OpenBadgesError, RecursionError) as error:
            found = [failed("json", "error", fr=_said(error, "fr"), en=_said(error, "en"))]
        kind = ob2.kind_of(document.credential) if run is ob2.run else case.kind
        every = (_FILE, _JSON, *found)
        return Result(decide(found), kind, every, tuple(case.warnings), document.credential, case.told)


def _said(error: Exception, lang: str) -> str:
    return error.said(lang) if isinstance(error, OpenBadgesError) else "…"


def _parsed(credential: dict[str, Any]) -> Document:
    return Document(credential, "", "json")


def _unread(error: UnreadableError) -> Result:
    """A file from which no credential comes out: told as one failed check."""
    check = failed(error.code, "error", fr=error.said("fr"), en=error.said("en"))
    return Result(INVALID if error.refused else UNREADABLE, "unreadable", (check,))


def _run(case: Case) -> list[Check]:
    found: list[Check] = []
    stopped = False
    for check in checks.ALL:
        if stopped and check not in _ALWAYS:
            continue
        one = check(case)
        if one is None:
            continue
        found.append(one)
        stopped = stopped or (one.ok is not True and one.check in _STOPPING)
    if stopped:
        found.extend(undone(name, "skipped") for name in _AFTER)
        found.sort(key=lambda one: ORDER.index(one.check))
    return found


def verify(
    raw: bytes | dict[str, Any],
    *,
    resolver: Resolver | None = None,
    recipient: str | None = None,
    at: datetime | None = None,
    caps: Caps = DEFAULT_CAPS,
) -> Result:
    """Verify one file or parsed credential: the verdict, each check with its sentence, the warnings."""
    return Verifier(resolver, at=at, caps=caps).verify(raw, recipient)
