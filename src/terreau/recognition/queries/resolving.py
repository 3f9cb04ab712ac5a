"""Where the service's own verifications read documents: here first, else through the guarded client."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

from terreau.foundation.outgoing import Client, OutgoingError
from terreau.participation import kinds
from terreau.recognition.models import (
    Achievement,
    Award,
    Brought,
    Issuer,
    Standing,
    StatusRegister,
    Version,
    Visibility,
)
from terreau.recognition.openbadges import DEFAULT_CAPS, UnreachableError
from terreau.recognition.queries import documents

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

#: Documents one verification may ask of others; a badge needs its keys, two lists, an endorser or two.
MOST_FETCHED = 8
SECONDS = 6.0


class InstanceResolver:
    """Answers for our own addresses from the database, so that no server has to call itself."""

    def __init__(self, *, outside: bool = True, copies: bool = True, archive: Brought | None = None) -> None:
        self.live = outside
        self.left = MOST_FETCHED if outside else 0
        self.archive = archive
        self.copies = copies or archive is not None
        #: Archives whose copy was read because the instance of origin did not answer.
        self.read_from: list[Brought] = []

    def fetch(self, url: str) -> bytes:
        """The bytes behind an address. Raises the engine's UnreachableError."""
        try:
            parts = urlsplit(url)
        except ValueError:
            raise UnreachableError(url=url) from None
        if parts.netloc == urlsplit(settings.ADDRESS).netloc:
            return self._ours(url, parts.path)
        try:
            return self._outside(url)
        except UnreachableError:
            return self._copy(url, parts.netloc)

    def _outside(self, url: str) -> bytes:
        if self.left <= 0:
            raise UnreachableError(url=url)
        self.left -= 1
        client = Client(
            most_bytes=DEFAULT_CAPS.document_size, seconds=SECONDS, redirects=DEFAULT_CAPS.redirects
        )
        try:
            answer = client.get(url, {"Accept": "application/json, application/ld+json, */*;q=0.1"})
        except OutgoingError as fault:
            raise UnreachableError(url=url) from fault
        if not answer.is_success:
            raise UnreachableError(url=url)
        return answer.content

    def _copy(self, url: str, host: str) -> bytes:
        """What an archive brought here holds of an address, when the one who wrote it was checked there.

        Anyone may write an archive in the name of anybody: one that its origin did not confirm answers only
        for the badges that came with it, which say so.
        """
        if not self.copies:
            raise UnreachableError(url=url)
        kept = Brought.objects.filter(host=host, confirmed_at__isnull=False).order_by("-exported_at")
        known = [self.archive] if self.archive is not None else list(kept[:MOST_FETCHED])
        for one in known:
            if url in one.documents:
                if one not in self.read_from:
                    self.read_from.append(one)
                return json.dumps(one.documents[url], ensure_ascii=False).encode()
        raise UnreachableError(url=url)

    def _ours(self, url: str, path: str) -> bytes:
        try:
            found = resolve(path)
        except Resolver404:
            raise UnreachableError(url=url) from None
        reader = _READERS.get(f"{found.app_name}:{found.url_name}")
        document = reader(found.kwargs) if reader else None
        if document is None:
            raise UnreachableError(url=url)
        return json.dumps(document, ensure_ascii=False).encode()


def _keys(asked: dict[str, Any]) -> dict[str, Any] | None:
    issuer = Issuer.objects.filter(slug=asked["slug"]).first()
    return documents.key_document(issuer) if issuer else None


def _list(asked: dict[str, Any]) -> dict[str, Any] | None:
    if asked["purpose"] not in {"revocation", "suspension"}:
        return None
    register = StatusRegister.objects.filter(issuer__slug=asked["slug"], number=asked["number"]).first()
    return (getattr(register, asked["purpose"]) or None) if register else None


def _award(asked: dict[str, Any]) -> dict[str, Any] | None:
    award = shown_awards().filter(code=asked["code"]).first()
    return award.credential if award else None


def shown_awards() -> QuerySet[Award]:
    """Awards that whoever has their address may read: neither they nor their badge are hidden."""
    badges = kinds.visible(Achievement.objects.order_by()).values("pk")
    shown = kinds.visible(Award.objects.filter(standing=Standing.ACCEPTED, version__achievement__in=badges))
    return shown.exclude(visibility=Visibility.PRIVATE).order_by("pk")


def _twin(part: int) -> Callable[[dict[str, Any]], dict[str, Any] | None]:
    def read(asked: dict[str, Any]) -> dict[str, Any] | None:
        award = (
            shown_awards()
            .select_related("version__achievement", "issuer__organisation")
            .filter(code=asked["code"])
            .first()
        )
        return documents.twin(award)[part] if award else None

    return read


def _version_twin(asked: dict[str, Any]) -> dict[str, Any] | None:
    version = (
        Version.objects.select_related("achievement__issuer__organisation")
        .filter(achievement_id=asked["pk"], number=asked["number"])
        .first()
    )
    if version is None or kinds.hidden("recognition.achievement", [str(version.achievement_id)]):
        return None
    return documents.badge_class(version)


def _issuer_twin(asked: dict[str, Any]) -> dict[str, Any] | None:
    issuer = Issuer.objects.select_related("organisation").filter(slug=asked["slug"]).first()
    return documents.issuer_twin(issuer) if issuer else None


_READERS: dict[str, Callable[[dict[str, Any]], dict[str, Any] | None]] = {
    "recognition:key-document": _keys,
    "recognition:status-list": _list,
    "recognition:award": _award,
    "recognition:award-twin": _twin(0),
    "recognition:version-twin": _version_twin,
    "recognition:issuer-twin": _issuer_twin,
}
