"""What every test lives under: silent faults made loud, no network, skips that say why."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


ROOT = Path(__file__).parent
SHARED = Path(os.environ.get("TERREAU_SHARED", ROOT.parent / "shared"))
REQUIRED = set(filter(None, os.environ.get("TERREAU_REQUIRE", "").split(",")))
#: The whole national base for tests of any room, imported once for those that ask for it.
pytest_plugins = ["terreau.territories.tests.national_base"]
#: Queries that one page may ask, unless its test says otherwise with @pytest.mark.queries(n).
MOST_QUERIES = 25
#: One address asks every room for all that it holds about a person: it grows with the house.
QUERIES_BY_ADDRESS = {"/mon-espace/mes-donnees.json": 80}


def _missing(need: str) -> str:
    """Why a test of this kind cannot run here, or nothing."""
    if need == "browser" and not (shutil.which("chromium") or shutil.which("google-chrome")):
        return "Chromium is not installed: apt-get install chromium"
    if need == "html" and not (shutil.which("java") and os.environ.get("TERREAU_VNU_JAR")):
        return "the Nu HTML checker needs Java and TERREAU_VNU_JAR (npm package vnu-jar)"
    if need == "postgres" and not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return "no PostgreSQL here: set DATABASE_URL=postgresql://…"
    if need == "npm" and not (shutil.which("node") and (ROOT / ".tools/badges-npm/node_modules").is_dir()):
        return "the JavaScript peers are absent: python scripts/install_badge_peers.py"
    if need == "shared" and not SHARED.is_dir():
        return "the folder of shared cases is absent: set TERREAU_SHARED"
    return ""


def pytest_runtest_setup(item: pytest.Item) -> None:
    for need in ("browser", "html", "npm", "postgres", "shared"):
        if item.get_closest_marker(need) and (why := _missing(need)):
            if need in REQUIRED:
                pytest.fail(f"{need} is required here, but {why}", pytrace=False)
            pytest.skip(why)


@pytest.fixture(autouse=True)
def no_network_but_loopback() -> Iterator[None]:
    from pytest_socket import enable_socket, socket_allow_hosts

    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)
    yield
    enable_socket()


class Undefined(str):
    """What Django's templates get for a variable that is not there: empty, as in service, until it is shown.

    So `{% if missing %}` and `{{ missing|default:"" }}` stay legal, and `{{ missing }}` fails.
    """

    __slots__ = ("said",)
    said: str

    def __str__(self) -> str:
        raise AssertionError(f"undefined template variable: {{{{ {getattr(self, 'said', '?')} }}}}")


@pytest.fixture(autouse=True)
def undefined_template_variables_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.template import base, engines
    from django.templatetags import i18n

    resolve, render = base.FilterExpression.resolve, base.render_value_in_context

    def named(self: base.FilterExpression, context: Any, *rest: Any, **more: Any) -> Any:
        value = resolve(self, context, *rest, **more)
        if isinstance(value, Undefined):
            value.said = self.token
        return value

    def loud(value: Any, context: Any) -> str:
        return render(str(value) if isinstance(value, Undefined) else value, context)

    monkeypatch.setattr(base.FilterExpression, "resolve", named)
    for module in (base, i18n):  # where escaping is off, nothing else would look at the value
        monkeypatch.setattr(module, "render_value_in_context", loud)
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", Undefined())  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def unordered_pages_fail() -> Iterator[None]:
    """A queryset without an order shows rows in an order that changes; Django warns for paginators only."""
    from django.db.models import QuerySet
    from django.test.signals import template_rendered

    def look(context: Any, **_: Any) -> None:
        for layer in getattr(context, "dicts", ()):
            for name, value in layer.items():
                # isinstance would wake lazy values: a CSRF token (so a cookie), the user (so a query).
                if issubclass(type(value), QuerySet) and not value.ordered:
                    raise AssertionError(f"unordered queryset on a page: {name} ({value.model._meta.label})")

    template_rendered.connect(look, weak=False)
    yield
    template_rendered.disconnect(look)


@pytest.fixture(autouse=True)
def pages_that_ask_too_much_fail(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """No page may ask more of the database than `queries` (a marker) allows, whatever it shows."""
    from django.db import connection
    from django.test.client import ClientHandler

    marker = request.node.get_closest_marker("queries")
    most = marker.args[0] if marker else MOST_QUERIES
    answer = ClientHandler.__call__

    def counted(self: ClientHandler, environ: dict[str, Any]) -> Any:
        asked: list[str] = []

        def count(execute: Any, sql: str, *rest: Any) -> Any:
            asked.append(sql)
            return execute(sql, *rest)

        with connection.execute_wrapper(count):
            response = answer(self, environ)
        allowed = QUERIES_BY_ADDRESS.get(environ["PATH_INFO"], most)
        if environ["REQUEST_METHOD"] == "GET" and len(asked) > allowed:
            listed = "\n".join(sql[:200] for sql in asked)
            raise AssertionError(
                f"{len(asked)} queries for {environ['PATH_INFO']}, {allowed} at most:\n{listed}"
            )
        return response

    monkeypatch.setattr(ClientHandler, "__call__", counted)


@pytest.fixture(autouse=True)
def the_home_territory_is_asked_for_again() -> None:
    from terreau.foundation.context import forget_home_territory

    forget_home_territory()


@pytest.fixture(autouse=True)
def the_journal_can_be_emptied(request: pytest.FixtureRequest) -> None:
    """SQLite empties a table with DELETE after a test that commits: the journal would refuse it.

    Before each such test and not once: the test that migrates back and forth puts the trigger in place
    again. The trigger has its own test, which puts it back.
    """
    mark = request.node.get_closest_marker("django_db")
    commits = bool(mark and mark.kwargs.get("transaction")) or "transactional_db" in request.fixturenames
    if not commits:
        return
    request.getfixturevalue("transactional_db")
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER IF EXISTS journal_no_delete")


@pytest.fixture
def shared() -> Path:
    return SHARED
