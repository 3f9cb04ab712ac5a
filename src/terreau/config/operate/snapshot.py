"""One moment of the database, read while others write: a transaction of its own that sees nothing after it.

Read through the models *of the migrations applied*, not those of the program: a backup made just before an
upgrade reads a database that is behind.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connections, transaction
from django.db.migrations.loader import MigrationLoader

from terreau.config.operate.errors import DatabaseAheadError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models import Field, Model

ALIAS = "snapshot"
#: Made again from the rest: the index of search and its words.
REMADE = frozenset({"modelsearch", "foundation.knownword"})
Node = tuple[str, str]


@dataclass(frozen=True)
class Snapshot:
    """A connection that holds one moment, and the models of that moment."""

    connection: BaseDatabaseWrapper
    applied: frozenset[Node]
    models: list[type[Model]]


@contextlib.contextmanager
def taken() -> Iterator[Snapshot]:
    """Hold one moment of the database for as long as the block. Raises DatabaseAheadError."""
    connections.settings[ALIAS] = _settings(connections.settings["default"])
    connection = connections[ALIAS]
    try:
        with transaction.atomic(using=ALIAS):
            _see_one_moment(connection)
            loader = MigrationLoader(connection)
            applied = frozenset(loader.applied_migrations or ())
            yield Snapshot(connection, applied, models_at(loader, applied))
    finally:
        connection.close()
        del connections[ALIAS], connections.settings[ALIAS]


@contextlib.contextmanager
def held() -> Iterator[None]:
    """In the block, questions asked as usual all see one moment, and nobody who writes is kept waiting."""
    connection = connections["default"]
    connection.close()
    options = connection.settings_dict["OPTIONS"]
    connection.settings_dict["OPTIONS"] = _settings(connection.settings_dict)["OPTIONS"]
    try:
        with transaction.atomic():
            _see_one_moment(connection)
            yield
    finally:
        connection.close()
        connection.settings_dict["OPTIONS"] = options


def _see_one_moment(connection: BaseDatabaseWrapper) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _settings(default: dict[str, Any]) -> dict[str, Any]:
    """The same database; in SQLite without IMMEDIATE, which would keep every writer waiting."""
    options = dict(default["OPTIONS"])
    if default["ENGINE"].endswith("sqlite3"):
        options["transaction_mode"] = "DEFERRED"
        options["init_command"] = "PRAGMA query_only=ON; PRAGMA cache_size=-8000;"
    return {**default, "OPTIONS": options, "CONN_MAX_AGE": 0}


def models_at(loader: MigrationLoader, applied: Collection[Node]) -> list[type[Model]]:
    """The models after these migrations, but for those whose rows are made again."""
    if unknown := sorted(set(applied) - set(loader.graph.nodes) - set(loader.replacements)):
        raise DatabaseAheadError(migration=".".join(unknown[0]))
    state = loader.project_state([node for node in applied if node in loader.graph.nodes])
    found = state.apps.get_models(include_auto_created=True)
    return [
        model
        for model in found
        if model._meta.managed
        and not model._meta.proxy
        and model._meta.app_label not in REMADE
        and model._meta.label_lower not in REMADE
    ]


def fields_of(model: type[Model]) -> list[Field[Any, Any]]:
    """The columns that hold something of their own: neither made by the database nor made of others."""
    return [one for one in model._meta.concrete_fields if one.column and not getattr(one, "generated", False)]
