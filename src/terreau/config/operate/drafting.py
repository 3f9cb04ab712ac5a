"""Where a backup is unpacked unseen in PostgreSQL: one transaction. In SQLite it is a file beside."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from django.db import OperationalError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from terreau.config.operate.errors import DatabaseHeldError
from terreau.config.operate.snapshot import models_at

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOCKED = "lock timeout"


@contextlib.contextmanager
def postgresql_draft(token: str) -> Iterator[None]:
    """In the block our tables are gone, for this transaction only; its end makes all of it true at once."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '10s'")
            _drop_our_tables()
            yield
            with connection.cursor() as cursor:
                cursor.execute("COMMENT ON TABLE django_migrations IS %s", [token])
    except OperationalError as fault:
        if _LOCKED in str(fault):
            raise DatabaseHeldError from fault
        raise


def our_tables() -> list[str]:
    """Tables of Terreau that are in the database, those of this version and of the one that made them."""
    from django.apps import apps

    loader = MigrationExecutor(connection).loader
    known = set(loader.applied_migrations or ()) & set(loader.graph.nodes)
    models = [*apps.get_models(include_auto_created=True), *models_at(loader, known)]
    ours = {"django_migrations", *(model._meta.db_table for model in models)}
    return sorted(ours & set(connection.introspection.table_names()))


def _drop_our_tables() -> None:
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        if ours := ", ".join(map(quote, our_tables())):
            cursor.execute(f"DROP TABLE {ours} CASCADE")
