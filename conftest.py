"""What every test lives under: silent faults made loud, no network, skips that say why."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


ROOT = Path(__file__).parent
SHARED = Path(os.environ.get("TERREAU_SHARED", ROOT.parent / "shared"))
REQUIRED = set(filter(None, os.environ.get("TERREAU_REQUIRE", "").split(",")))
#: The whole national base for tests of any room, imported once for those that ask for it.
pytest_plugins = ["terreau.territories.tests.national_base"]
#: Queries that one page may ask, unless its test says otherwise with @pytest.mark.queries(n).
MOST_QUERIES = 25
#: These ask every room, for all that it holds about a person, or for what answers some words: they grow with
#: the house.
QUERIES_BY_ADDRESS = {"/mon-espace/mes-donnees.json": 80, "/recherche/": 45}


def _has_html_checker() -> bool:
    return bool(shutil.which("java") and os.environ.get("TERREAU_VNU_JAR"))


def _has_npm_peers() -> bool:
    return bool(shutil.which("node") and (ROOT / ".tools/badges-npm/node_modules").is_dir())


#: What a machine may lack, each with a marker of its name: whether it is there, and how to have it.
#: TERREAU_REQUIRE=browser,shared… forbids to lack it.
NEEDS: dict[str, tuple[Callable[[], object], str]] = {
    "browser": (
        lambda: shutil.which("chromium") or shutil.which("google-chrome"),
        "Chromium is not installed: apt-get install chromium",
    ),
    "gettext": (
        lambda: shutil.which("msgmerge"),
        "the gettext tools are missing: apt-get install gettext",
    ),
    "html": (
        _has_html_checker,
        "the Nu HTML checker needs Java and TERREAU_VNU_JAR (npm package vnu-jar)",
    ),
    "npm": (
        _has_npm_peers,
        "the JavaScript peers are absent: python scripts/install_badge_peers.py",
    ),
    "postgres": (
        lambda: os.environ.get("DATABASE_URL", "").startswith("postgres"),
        "no PostgreSQL here: set DATABASE_URL=postgresql://…",
    ),
    "shared": (SHARED.is_dir, "the folder of shared cases is absent: set TERREAU_SHARED"),
    "sources": (
        lambda: os.environ.get("TERREAU_TERRITORIES_CACHE"),
        "the source packages are not here: set TERREAU_TERRITORIES_CACHE to the folder that holds them",
    ),
}

#: Rooms whose tests start the service themselves: they meet the database without any fixture of Django's.
#: Those of the command bring a database of their own, SQLite unless they are marked `postgres`.
_SERVED = ("terreau/home/", "tests/")
#: How a page looks does not depend on where its words are kept.
_LOOKS = ("test_accessibility.py", "test_html.py", "test_weight.py", "test_without_javascript.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what another database cannot change: engines, and how pages look."""
    for item in items:
        path = item.path.relative_to(ROOT).as_posix().removeprefix("src/")
        asks = any(item.get_closest_marker(mark) for mark in ("django_db", "postgres")) or bool(
            {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
        )
        if item.path.name in _LOOKS or not (asks or path.startswith(_SERVED)):
            item.add_marker("any_database")


def pytest_configure() -> None:
    """What is required and absent stops the run before its first test, whose cases may not even be found."""
    if unknown := REQUIRED - set(NEEDS):
        raise pytest.UsageError(f"TERREAU_REQUIRE names what is not a need: {', '.join(sorted(unknown))}")
    for need in sorted(REQUIRED):
        is_there, why = NEEDS[need]
        if not is_there():
            raise pytest.UsageError(f"{need} is required here, but {why}")


def pytest_runtest_setup(item: pytest.Item) -> None:
    for need, (is_there, why) in NEEDS.items():
        if item.get_closest_marker(need) and not is_there():
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
