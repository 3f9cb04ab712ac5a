"""Where the shared cases of commons are."""

from __future__ import annotations

from conftest import SHARED

CASES = SHARED / "conformance" / "commons"
