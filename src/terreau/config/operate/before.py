"""A backup nobody has to think of: before an upgrade changes the database, before a restore replaces it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from terreau.config.operate.saving import save

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FOLDER = "backups"
#: How many are kept of each kind.
KEPT = 3
_NAME = re.compile(r"before-(upgrade|restore)-\d{8}T\d{6}Z\.zip")


def save_before(what: str, data: Path, progress: Callable[[str, int, int], object]) -> Path:
    """Save the instance into its `backups` folder; the oldest of this kind go, never the one just made."""
    folder = data / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"before-{what}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.zip"
    save(path, progress)
    for old in sorted(kept(folder, what))[:-KEPT]:
        old.unlink()
    return path


def kept(folder: Path, what: str) -> list[Path]:
    """The backups of this kind that are there."""
    return [path for path in folder.glob(f"before-{what}-*.zip") if _NAME.fullmatch(path.name)]
