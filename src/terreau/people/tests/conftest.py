"""What every test of the room lives under."""

from __future__ import annotations

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    """Each test starts with nothing counted against anyone."""
    cache.clear()
