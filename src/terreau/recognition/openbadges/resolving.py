"""Where documents come from: nowhere by default, a folder, or what the caller hands in. Never the network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from terreau.recognition.openbadges.errors import OpenBadgesError, TooBigError, UnreachableError
from terreau.recognition.openbadges.strictjson import parse

if TYPE_CHECKING:
    from pathlib import Path

    from terreau.recognition.openbadges.caps import Caps


class Resolver(Protocol):
    """Gives the bytes behind an address, or raises UnreachableError.

    `live` says that it asks the network: what it cannot find there does not exist or is down. A caller's own
    resolver guards against private addresses, and follows at most `Caps.redirects` redirections.
    """

    live: bool

    def fetch(self, url: str) -> bytes: ...


class Offline:
    """Answers nothing."""

    live = False

    def fetch(self, url: str) -> bytes:
        raise UnreachableError(url=url)


class DocumentsFolder:
    """Answers from a folder whose `index.json` maps URLs to file names. Raises OpenBadgesError if unsound."""

    live = False

    def __init__(self, folder: Path, caps: Caps) -> None:
        self.folder = folder.resolve()
        try:
            index = parse((self.folder / "index.json").read_bytes(), caps)
        except OSError:
            raise UnreachableError(url="index.json") from None
        if not isinstance(index, dict) or not all(isinstance(name, str) for name in index.values()):
            raise UnreachableError(url="index.json")
        self.index: dict[str, str] = index

    def fetch(self, url: str) -> bytes:
        name = self.index.get(url)
        path = (self.folder / name).resolve() if name else self.folder
        if name is None or not path.is_relative_to(self.folder):
            raise UnreachableError(url=url)
        try:
            return path.read_bytes()
        except OSError:
            raise UnreachableError(url=url) from None


class Remembering:
    """Asks each address once a run, and no more than `Caps.documents` of them for one file."""

    def __init__(self, resolver: Resolver, caps: Caps) -> None:
        self.resolver = resolver
        self.live = resolver.live
        self.caps = caps
        self.asked = 0
        self.known: dict[str, bytes | None] = {}

    def begin(self) -> None:
        """Begin another file."""
        self.asked = 0

    def fetch(self, url: str) -> bytes:
        address = url.partition("#")[0] if url not in self.known and self.live else url
        if address not in self.known:
            self.asked += 1
            if self.asked > self.caps.documents:
                raise TooBigError(what="documents", limit=self.caps.documents)
            if len(self.known) >= _MOST_KNOWN:
                self.known.clear()
            self.known[address] = self._ask(address)
        found = self.known[address]
        if found is None:
            raise UnreachableError(url=url)
        return found

    def _ask(self, address: str) -> bytes | None:
        try:
            return self.resolver.fetch(address)
        except UnreachableError:
            return None


_MOST_KNOWN = 64


def bring(resolver: Resolver, url: str, caps: Caps) -> bytes:
    """Fetch within the caps. Raises UnreachableError, TooBigError."""
    raw = resolver.fetch(url)
    if len(raw) > caps.document_size:
        raise TooBigError(what="document_size", limit=caps.document_size)
    return raw


def bring_object(resolver: Resolver, url: str, caps: Caps) -> dict[str, Any]:
    """Fetch a JSON object. Raises UnreachableError for anything else: what is not a document is no answer."""
    try:
        value = parse(bring(resolver, url, caps), caps)
    except UnreachableError:
        raise
    except OpenBadgesError:
        raise UnreachableError(url=url) from None
    if not isinstance(value, dict):
        raise UnreachableError(url=url)
    return value
