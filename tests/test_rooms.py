"""What import-linter cannot see: foreign keys written as text, slots, migrations, engines, errors."""

from __future__ import annotations

import importlib
import pkgutil
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

import terreau
from terreau.foundation import slots
from terreau.foundation.errors import TerreauError

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "src" / "terreau"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
    "contracts"
]


def contract(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = next(one for one in CONTRACTS if one["name"].startswith(name))
    return found


def rooms() -> list[str]:
    """The rooms, highest floor first, as import-linter knows them."""
    floors = contract("Rooms stand on one another")["layers"]
    return [room.strip(" ()") for floor in floors for room in floor.split("|")]


def modules() -> Iterator[str]:
    """Every module of ours, tests and migrations left out."""
    for module in pkgutil.walk_packages(terreau.__path__, "terreau."):
        if not re.search(r"\.(tests|migrations)(\.|$)|__main__$", module.name):
            yield module.name


def sources() -> Iterator[tuple[Path, str]]:
    """Our modules as they are written, tests left out."""
    for path in SOURCES.rglob("*.py"):
        if "tests" not in path.relative_to(SOURCES).parts:
            yield path, path.read_text(encoding="utf-8")


def test_a_foreign_key_leads_to_the_same_room_or_to_one_below() -> None:
    floor = {room: number for number, room in enumerate(rooms())}
    ours = [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in floor]
    upwards = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in ours
        for field in model._meta.get_fields()
        if field.concrete
        and field.is_relation
        and field.related_model
        and field.related_model._meta.app_label in floor
        and floor[field.related_model._meta.app_label] < floor[model._meta.app_label]
    ]
    assert len(ours) > 10
    assert upwards == []


def test_every_room_is_known_to_the_order() -> None:
    folders = {path.parent.name for path in SOURCES.glob("*/__init__.py")}
    assert folders == set(rooms())


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_migrations_of_each_room_go_back_and_forth() -> None:
    installed = [room for room in rooms() if (SOURCES / room / "migrations").is_dir()]
    assert installed
    # Those of libraries too: tables that point at our people go back with them, and must come again.
    leaves = MigrationExecutor(connection).loader.graph.leaf_nodes()
    for room in installed:
        executor = MigrationExecutor(connection)
        executor.migrate([(room, None)])
    assert not {key for key in MigrationExecutor(connection).loader.applied_migrations if key[0] in installed}
    MigrationExecutor(connection).migrate(leaves)


ENGINES = contract("Engines know neither")["source_modules"]


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_runs_without_django_and_without_the_service(engine: str) -> None:
    script = f"import {engine} as engine, sys; print(' '.join(sys.modules)); assert engine.__all__"
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", script], check=True, capture_output=True, text=True, env={"PATH": ""}
    )
    loaded = done.stdout.split()
    others = (f"terreau.{room}" for room in rooms() if room != engine.split(".")[1])
    foreign = ("django", "ninja", "allauth", *others)
    assert engine in loaded
    assert [name for name in loaded if name.startswith(foreign)] == []


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_keeps_what_it_promises(engine: str) -> None:
    door = importlib.import_module(engine)
    assert door.__doc__
    assert sorted(door.__all__) == sorted(set(door.__all__))
    assert [name for name in door.__all__ if not hasattr(door, name)] == []


SLOTS = {name: value for name, value in vars(slots).items() if isinstance(value, slots.Slot)}


def test_every_slot_stands_on_the_page_that_lists_them() -> None:
    makers = [path for path, text in sources() if re.search(r"\bSlot\(\"", text)]
    assert makers == [SOURCES / "foundation" / "slots.py"]
    assert {name: slot.name for name, slot in SLOTS.items()} == {name: name for name in SLOTS}


#: Slots that are asked already and whose room is still to come.
AWAITED: set[str] = set()


@pytest.mark.parametrize("name", SLOTS)
def test_a_slot_says_what_it_is_for_is_offered_to_and_asked(name: str) -> None:
    listed = (SOURCES / "foundation" / "slots.py").read_text(encoding="utf-8")
    assert re.search(rf"^#: .*(\n#: .*)*\n{name}: ", listed, re.MULTILINE)
    written = [
        path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py") if "tests" not in path.parts
    ]
    offered = [text for text in written if re.search(rf"\b{name}\.register\(", text)]
    asked = [text for text in written if re.search(rf"\b{name}(\.(ask|offers)\(|\))", text)]
    assert bool(offered) is (name not in AWAITED)
    assert asked


def errors() -> list[type[TerreauError]]:
    for name in modules():
        importlib.import_module(name)
    found: list[type[TerreauError]] = []
    waiting = [TerreauError]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            if kind.__module__.startswith("terreau.") and ".tests." not in kind.__module__:
                found.append(kind)
                waiting.append(kind)
    return found


ERRORS = errors()


def test_errors_are_found_in_all_rooms() -> None:
    assert {"foundation", "territories", "people", "needs"} <= {
        kind.__module__.split(".")[1] for kind in ERRORS
    }


@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_every_error_says_what_is_wrong_and_what_to_do(kind: type[TerreauError]) -> None:
    assert kind.__name__.endswith("Error")
    assert str(kind.title)
    assert str(kind.message)
    assert str(kind.remedy)
    assert 400 <= kind.status < 600
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", kind.code)
    assert kind.code != TerreauError.code


def test_no_two_errors_share_a_code() -> None:
    codes = [kind.code for kind in ERRORS]
    assert sorted({code for code in codes if codes.count(code) > 1}) == []
