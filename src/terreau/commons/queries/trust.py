"""Who signed an archive: this instance, the instance that it says it comes from, or nobody known."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from terreau.commons.archive import ArchiveRefused
from terreau.commons.queries.carrying import own_public_key
from terreau.foundation.outgoing import Client, OutgoingError

if TYPE_CHECKING:
    from terreau.commons.archive import Archive

#: What is said of the signature; one that is wrong is refused by the engine.
OURS, CONFIRMED, UNKNOWN = "ours", "confirmed", "unknown"
_MOST_BYTES, _SECONDS = 20_000, 6
_PORTS = {"http": 80, "https": 443}


def key_document() -> dict[str, Any]:
    """What this instance publishes of its key."""
    return {
        "instance": settings.ADDRESS,
        "algorithm": "Ed25519",
        "use": "terreau-commons-archive",
        "keys": [own_public_key()],
    }


def trust_in(archive: Archive, *, ask: bool = True) -> str:
    """What is known of who signed; `ask` lets the instance of origin be asked on the web.

    Raises ArchiveRefused when that instance signs with another key, or when the archive says that it comes
    from one place and leads to another.
    """
    origin = archive.origin
    if not _is_of(origin.commons, origin.instance):
        raise ArchiveRefused(
            "origin",
            (
                "L’adresse du commun n’est pas celle de l’instance d’où il dit venir.",
                "The address of the commons is not that of the instance it says it comes from.",
            ),
        )
    if origin.signer == own_public_key():
        return OURS
    if _is_of(origin.instance, settings.ADDRESS):
        raise ArchiveRefused(
            "signer",
            (
                "L’archive dit venir d’ici, et n’est pas signée par cette instance.",
                "The archive says it comes from here, and is not signed by this instance.",
            ),
        )
    keys = _published(origin.instance) if ask else None
    if keys is None:
        return UNKNOWN
    if origin.signer not in keys:
        raise ArchiveRefused(
            "signer",
            (
                "L’instance d’où l’archive dit venir signe avec une autre clé.",
                "The instance the archive says it comes from signs with another key.",
            ),
        )
    return CONFIRMED


def _is_of(commons: str, instance: str) -> bool:
    """Whether two addresses are of one site, however its name and its port are written."""
    try:
        one, other = _site(commons), _site(instance)
    except ValueError:
        return False
    return one == other and one[0] in _PORTS and bool(one[1])


def _site(address: str) -> tuple[str, str, int | None]:
    parts = urlsplit(address)
    host = (parts.hostname or "").rstrip(".")
    return parts.scheme, host, parts.port or _PORTS.get(parts.scheme)


def _published(instance: str) -> list[str] | None:
    """The keys that an instance publishes; None when it does not answer, or answers something else."""
    parts = urlsplit(instance)
    address = f"{parts.scheme}://{parts.netloc}{reverse('commons:key')}"
    try:
        answer = Client(most_bytes=_MOST_BYTES, seconds=_SECONDS, redirects=1).get(address)
        said = json.loads(answer.content) if answer.is_success else None
    except (OutgoingError, ValueError, RecursionError):
        return None
    keys = said.get("keys") if isinstance(said, dict) else None
    return [one for one in keys if isinstance(one, str)] if isinstance(keys, list) else None
