"""One folder prepared for all the tests of the command; each works on its own copy."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from terreau.config.tests.command import Ended, environment, terreau
from terreau.config.tests.once import copied
from terreau.territories.tests.small_pack import a_pack

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ended]:
    """A demonstration prepared by `terreau demo --no-serve`, and how that command ended."""
    return copied(
        tmp_path_factory, "demo", lambda folder: terreau("demo", "--no-serve", "--data", str(folder))
    )


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


@pytest.fixture(scope="session")
def small_one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance on a cut-down national base; never written to."""

    def prepare(folder: Path) -> None:
        run_small("make", a_pack(folder / "pack"), folder / "instance")

    return copied(tmp_path_factory, "small", prepare)[0] / "instance"


@pytest.fixture
def small_folder(small_one: Path, tmp_path: Path) -> Path:
    """The same, of one's own."""
    return shutil.copytree(small_one, tmp_path / "small")


def run_small(verb: str, path: Path, folder: Path, **more: str) -> None:
    """Run `small_instance` to its end."""
    subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "terreau.config.tests.small_instance", verb, str(path)],
        env=environment(TERREAU_DATA=str(folder), **more),
        check=True,
    )


@pytest.fixture
def a_postgresql() -> Callable[[str], str]:
    """Makes an empty PostgreSQL database of this name and answers its address."""
    import psycopg

    server = os.environ["DATABASE_URL"]

    def made(name: str) -> str:
        named = f"{server.rsplit('/', 1)[1].split('?')[0]}_{name}"
        with psycopg.connect(server, autocommit=True) as one:
            one.execute(f'DROP DATABASE IF EXISTS "{named}" WITH (FORCE)')
            one.execute(f'CREATE DATABASE "{named}"')
        return f"{server.rsplit('/', 1)[0]}/{named}"

    return made


@pytest.fixture
def small_base(db: None, small_one: Path) -> None:  # noqa: ARG001 - the database is asked for
    """The national base of `small_one` in the database of one test."""
    from terreau.territories.actions import import_pack

    import_pack(small_one.parent / "pack")
