"""What every test about commons starts from."""

from __future__ import annotations

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def nothing_counted_yet() -> None:
    """Limits count in the cache, which outlives a test."""
    cache.clear()
