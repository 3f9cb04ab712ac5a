"""What every test of this room starts from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings


@pytest.fixture(autouse=True)
def nothing_counted_yet() -> None:
    """Limits count in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture(autouse=True)
def nothing_on_the_disk_yet(tmp_path: Path, settings: Settings) -> None:
    """Files outlive a test too."""
    settings.MEDIA_ROOT = tmp_path / "media"
