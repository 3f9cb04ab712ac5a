"""How a line of the journal is written before it is hashed: the same text on every machine, for ever.

JSON in UTF-8, keys in order, no space, only texts, whole numbers, lists and null: for such values this is
RFC 8785. Anyone who reads the JSON feed can compute the chain again.
"""

from __future__ import annotations

import json
from datetime import UTC
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from terreau.participation.models import JournalLine

#: How what a hash covers is written: 1 had no seal of the places, and is not said on the lines that have it.
VERSION = 2
#: What the first line says of the line before it.
NOTHING_BEFORE = bytes(32)


def canonical(value: Mapping[str, object]) -> bytes:
    """The bytes that are hashed."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def actor_seal(salt: bytes, actor: int | None) -> bytes:
    """The seal of who acted: a person of this service by their number, or nobody in particular."""
    return sha256(salt + canonical({"actor": actor})).digest()


def words_seal(salt: bytes, title: str, reason: str) -> bytes:
    """The seal of the words quoted."""
    return sha256(salt + canonical({"reason": reason, "title": title})).digest()


def places_seal(found_from: Iterable[str]) -> bytes:
    """The seal of the territories from which a line is found: its own, and all they were part of that day."""
    return sha256(canonical({"found_from": sorted(set(found_from))})).digest()


def facts_of(line: JournalLine, previous: bytes) -> dict[str, object]:
    """What the hash of a line covers."""
    facts: dict[str, object] = {
        "acted_as": line.acted_as,
        "actor_seal": bytes(line.actor_seal).hex(),
        "at": line.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "kind": line.kind,
        "number": line.number,
        "organisation": line.organisation_id,
        "places": line.places,
        "previous": previous.hex(),
        "room": line.room,
        "theme": line.theme,
        "thing": line.thing,
        "verb": line.verb,
        "words_seal": bytes(line.words_seal).hex(),
    }
    if line.places_seal is not None:
        facts |= {"places_seal": bytes(line.places_seal).hex(), "version": VERSION}
    return facts


def hash_of(line: JournalLine, previous: bytes) -> bytes:
    """The hash of a line that comes after the line whose hash is `previous`."""
    return sha256(canonical(facts_of(line, previous))).digest()
