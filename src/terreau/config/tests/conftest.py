"""One folder prepared for all the tests of the command; each works on its own copy."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from terreau.config.tests.command import Ended, terreau

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ended]:
    """A demonstration prepared by `terreau demo --no-serve`, and how that command ended."""
    folder = tmp_path_factory.mktemp("terreau") / "demo"
    return folder, terreau("demo", "--no-serve", "--data", str(folder))


@pytest.fixture
def demo_folder(prepared: tuple[Path, Ended], tmp_path: Path) -> Path:
    """A demonstration of one's own, prepared."""
    return shutil.copytree(prepared[0], tmp_path / "demo")


@pytest.fixture
def service_folder(prepared: tuple[Path, Ended], tmp_path: Path) -> Path:
    """The folder of an instance whose national base is imported, and of which nothing else is said yet."""
    folder = tmp_path / "service"
    ignored = shutil.ignore_patterns("terreau.toml", "terreau.lock")
    return shutil.copytree(prepared[0], folder, ignore=ignored)
