"""The JSON-LD contexts that a verifier may load: those shipped here, and no other."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from terreau.recognition.openbadges.errors import MeaningError

SHIPPED = "shipped"
CREDENTIALS_V2 = "https://www.w3.org/ns/credentials/v2"
CREDENTIALS_V1 = "https://www.w3.org/2018/credentials/v1"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
# The unversioned address served several texts over time; a proof made under a later one is tried with that.
LEGACY = {"https://purl.imsglobal.org/spec/ob/v3p0/context.json": OPEN_BADGES}


@cache
def manifest() -> dict[str, dict[str, str]]:
    """Every shipped context: URL to file, package, version, licence and sha256."""
    text = resources.files(__name__).joinpath(SHIPPED, "manifest.json").read_text("utf-8")
    known: dict[str, dict[str, str]] = json.loads(text)
    return known


@lru_cache(maxsize=64)
def shipped(url: str) -> dict[str, Any]:
    """Read one shipped context. Raises MeaningError for any other address: nothing is ever fetched."""
    entry = manifest().get(url)
    if entry is None:
        raise MeaningError("context", "context.unknown", url=url)
    text = resources.files(__name__).joinpath(SHIPPED, entry["file"]).read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
