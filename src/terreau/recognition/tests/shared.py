"""The shared conformance cases, found through TERREAU_SHARED; absent, their tests skip in one sentence."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from terreau.recognition.openbadges import UnreachableError

ROOT = Path(__file__).parents[4]
CASES = (
    Path(os.environ.get("TERREAU_SHARED", ROOT / ".." / "shared")).resolve() / "conformance" / "openbadges"
)

needs_cases = pytest.mark.shared


class Documents:
    """A resolver that answers from a dictionary."""

    def __init__(self, known: dict[str, bytes | dict[str, Any]] | None = None, *, live: bool = False) -> None:
        self.live = live
        self.known = {
            url: one if isinstance(one, bytes) else json.dumps(one).encode()
            for url, one in (known or {}).items()
        }
        self.asked: list[str] = []

    def fetch(self, url: str) -> bytes:
        self.asked.append(url)
        if url not in self.known:
            raise UnreachableError(url=url)
        return self.known[url]


def files(folder: str, pattern: str) -> list[Path]:
    """List cases in a stable order; nothing when the folder is absent, and the tests then skip."""
    return sorted((CASES / folder).glob(pattern))


def name_of(path: object) -> str:
    return (
        str(path.relative_to(CASES)) if isinstance(path, Path) and path.is_relative_to(CASES) else str(path)
    )


def load(path: Path) -> Any:
    return json.loads(path.read_bytes())
