"""Cases of the shared folder, listed when tests are collected; without the folder one case stands for all, and is skipped."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable

_ROOT = Path(__file__).parents[5]
SHARED = Path(os.environ.get("TERREAU_SHARED", _ROOT.parent / "shared"))


def named(cases: Iterable[Any], name: Any = str) -> list[Any]:
    """Parameters with readable names; never an empty list, which pytest would pass over without a word."""
    listed = [pytest.param(case, id=str(name(case))) for case in cases] if SHARED.is_dir() else []
    return listed or [pytest.param(None, id="no shared folder")]


def below(path: Path) -> str:
    return path.relative_to(SHARED).as_posix()
