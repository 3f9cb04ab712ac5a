"""What a Data Integrity suite is: a name, the kinds of keys it takes, a way to write a document as bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import rfc8785

from terreau.recognition.openbadges.errors import MeaningError
from terreau.recognition.openbadges.rdf import canonical

if TYPE_CHECKING:
    from collections.abc import Callable

    from terreau.recognition.openbadges.caps import Caps


@dataclass(frozen=True, slots=True)
class Suite:
    name: str
    kinds: frozenset[str]
    canonicalise: Callable[[dict[str, Any], Caps], bytes]
    over_json: bool = False
    """The signature covers the JSON, not its meaning."""
    outdated: bool = False


def rdfc(document: dict[str, Any], caps: Caps) -> bytes:
    return canonical(document, caps).encode()


def jcs(document: dict[str, Any], caps: Caps) -> bytes:
    """Write a document by RFC 8785. Raises MeaningError for a number that JavaScript cannot hold."""
    del caps
    try:
        return rfc8785.dumps(document)
    except rfc8785.CanonicalizationError:
        raise MeaningError("json", "json.number") from None
