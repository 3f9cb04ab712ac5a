from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from terreau.territories.tests.small_pack import a_pack

if TYPE_CHECKING:
    from pathlib import Path

    from terreau.territories.actions import Imported


@pytest.fixture(scope="session")
def small_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few real territories, written once for a run of tests."""
    return a_pack(tmp_path_factory.mktemp("territories") / "pack")


@pytest.fixture
def small_base(db: None, small_pack: Path) -> Imported:  # noqa: ARG001 - the database is asked for
    """The same in the database of one test."""
    from terreau.territories.actions import import_pack

    return import_pack(small_pack)
