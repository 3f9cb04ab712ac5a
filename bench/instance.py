"""An instance made for a bench: the demonstration's territory, filled, in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TERREAU = [sys.executable, "-m", "terreau.config.cli"]
#: Home of every bench: that of the demonstration, Grenoble-Alpes-Métropole.
TERRITORY = "200040715"


def prepare(folder: Path, needs: int) -> None:
    """The whole national base, the home territory of the demonstration, and `needs` needs."""
    run([*TERREAU, "demo", "--no-serve", "--data", str(folder)])
    run([sys.executable, "-m", "bench.fill", str(needs)], TERREAU_DATA=str(folder), DATABASE_URL="")


def run(command: list[str], **environment: str) -> str:
    """Run to the end, failing loudly; gives what was printed."""
    done = subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True, check=False, timeout=600
    )
    if done.returncode:
        raise RuntimeError(f"{command}: {done.stdout}\n{done.stderr}")
    return done.stdout
