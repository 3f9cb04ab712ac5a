"""The English translation is complete and compiled: what `scripts/messages.py --check` says, as a test."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def test_every_sentence_is_translated_and_compiled() -> None:
    if not shutil.which("xgettext"):
        if "gettext" in os.environ.get("TERREAU_REQUIRE", "").split(","):
            pytest.fail("gettext is required here, but its tools are missing", pytrace=False)
        pytest.skip("the gettext tools are missing: apt-get install gettext")
    command = [sys.executable, str(ROOT / "scripts" / "messages.py"), "--check"]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own script
    assert checked.returncode == 0, checked.stdout[-3000:]
