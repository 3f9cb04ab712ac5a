"""What every test lives under: silent faults made loud, no network, skips that say why."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.paginator import UnorderedObjectListWarning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import DjangoDbBlocker

ROOT = Path(__file__).parent
SHARED = Path(os.environ.get("TERREAU_SHARED", ROOT.parent / "shared"))
REQUIRED = set(filter(None, os.environ.get("TERREAU_REQUIRE", "").split(",")))


def _missing(need: str) -> str:
    """Why a test of this kind cannot run here, or nothing."""
    if need == "browser" and not (shutil.which("chromium") or shutil.which("google-chrome")):
        return "Chromium is not installed: apt-get install chromium"
    if need == "html" and not (shutil.which("java") and os.environ.get("TERREAU_VNU_JAR")):
        return "the Nu HTML checker needs Java and TERREAU_VNU_JAR (npm package vnu-jar)"
    if need == "postgres" and not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return "no PostgreSQL here: set DATABASE_URL=postgresql://…"
    if need == "shared" and not SHARED.is_dir():
        return "the folder of shared cases is absent: set TERREAU_SHARED"
    return ""


def pytest_runtest_setup(item: pytest.Item) -> None:
    for need in ("browser", "html", "postgres", "shared"):
        if item.get_closest_marker(need) and (why := _missing(need)):
            if need in REQUIRED:
                pytest.fail(f"{need} is required here, but {why}", pytrace=False)
            pytest.skip(why)


@pytest.fixture(autouse=True)
def no_network_but_loopback(request: pytest.FixtureRequest) -> Iterator[None]:
    from pytest_socket import enable_socket, socket_allow_hosts

    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)
    yield
    enable_socket()


@pytest.fixture(autouse=True)
def undefined_template_variables_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.template import base

    def loud(self: str, other: object) -> str:
        raise AssertionError(f"undefined template variable: {other}")

    class Loud(str):
        __slots__ = ()
        __mod__ = loud

    from django.template import engines

    engine = engines["django"].engine  # type: ignore[attr-defined]
    monkeypatch.setattr(engine, "string_if_invalid", Loud("%s"))
    assert base.Variable


@pytest.fixture(autouse=True)
def unordered_pages_fail(recwarn: pytest.WarningsRecorder) -> None:
    import warnings

    warnings.simplefilter("error", UnorderedObjectListWarning)


@pytest.fixture(autouse=True)
def the_home_territory_is_asked_for_again() -> None:
    from terreau.foundation.context import forget_home_territory

    forget_home_territory()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:  # noqa: ARG001
    """SQLite empties a table with DELETE after a test that commits: the journal would refuse it.

    The trigger has its own test, which puts it back (participation/tests/test_journal_unchangeable.py).
    """
    from django.db import connection

    if connection.vendor == "sqlite":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER IF EXISTS journal_no_delete")


@pytest.fixture
def shared() -> Path:
    return SHARED
