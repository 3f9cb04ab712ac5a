"""The English translation is complete and compiled: what `scripts/messages.py --check` says, as a test."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.gettext
def test_every_sentence_is_translated_and_compiled() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "messages.py"), "--check"]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own script
    assert checked.returncode == 0, checked.stdout[-3000:]
